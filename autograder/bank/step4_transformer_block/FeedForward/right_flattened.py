"""Batch and positions flattened into rows, addmm, and the axes put back."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        rows = x.reshape(-1, x.shape[-1])
        hidden = gelu(torch.addmm(self.fc.bias, rows, self.fc.weight.t()))
        out = torch.addmm(self.proj.bias, hidden, self.proj.weight.t())
        return self.dropout(out).view_as(x)
