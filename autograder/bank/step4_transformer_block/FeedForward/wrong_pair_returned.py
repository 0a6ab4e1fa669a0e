"""You return the hidden layer as well. A layer gives its output alone, one tensor, so that layers can be chained."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = gelu(self.fc(x))
        return self.dropout(self.proj(h)), h
