"""Your activation comes after the second layer. It belongs between the two; the output must be free to be anything, since it is added to the stream."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(gelu(self.proj(self.fc(x))))
