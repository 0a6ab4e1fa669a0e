"""The hidden layer in four quarters, each projected and added, to save memory."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        C = x.shape[-1]
        y = self.proj.bias
        for i in range(0, 4 * C, C):
            h = gelu(x @ self.fc.weight[i : i + C].T + self.fc.bias[i : i + C])
            y = y + h @ self.proj.weight[:, i : i + C].T
        return self.dropout(y)
