"""Your hidden layer ends in a softmax. Its units do not compete; the tanh GELU lets each one answer for itself."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(F.softmax(self.fc(x), dim=-1)))
