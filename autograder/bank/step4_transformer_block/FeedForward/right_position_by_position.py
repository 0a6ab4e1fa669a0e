"""One position at a time: they do not know of each other."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        rows = [self.proj(gelu(self.fc(x[:, t]))) for t in range(x.shape[1])]
        return self.dropout(torch.stack(rows, dim=1))
