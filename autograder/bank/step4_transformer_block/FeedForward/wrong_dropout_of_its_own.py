"""With dropout=0.0 your network drops numbers in training all the same: the probability that you pass on is not the argument `dropout`."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout()

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))
