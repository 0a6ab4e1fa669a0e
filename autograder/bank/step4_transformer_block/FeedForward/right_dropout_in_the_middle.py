"""Dropout on the hidden layer and on the output."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        hidden = 4 * d_model
        self.fc, self.proj = nn.Linear(d_model, hidden, bias=True), nn.Linear(hidden, d_model, bias=True)
        self.drop_hidden = nn.Dropout(dropout)
        self.drop_output = nn.Dropout(dropout)

    def forward(self, x):
        h = self.drop_hidden(gelu(self.fc(x)))
        return self.drop_output(self.proj(h))
