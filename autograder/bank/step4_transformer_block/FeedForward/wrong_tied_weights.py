"""You use the weight of `fc` again, turned over, where `proj` should work. Each layer has its own."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = gelu(self.fc(x))
        return self.dropout(F.linear(h, self.fc.weight.T, self.proj.bias))
