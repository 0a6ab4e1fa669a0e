"""You mix positions. This network looks at each position by itself; exchanging information is the attention's business."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        y = self.proj(gelu(self.fc(x)))
        return self.dropout(y.mean(dim=1, keepdim=True).expand_as(y))
