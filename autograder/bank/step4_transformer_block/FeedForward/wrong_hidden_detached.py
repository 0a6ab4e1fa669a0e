"""Your layers could not learn: no gradient reaches some of their weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        with torch.no_grad():
            h = gelu(self.fc(x))
        return self.dropout(self.proj(h))
