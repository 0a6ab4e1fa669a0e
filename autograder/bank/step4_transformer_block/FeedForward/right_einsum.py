"""Index notation; dropout only when it is asked for."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.dropout = dropout
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)

    def forward(self, x):
        hidden = torch.einsum("btc,hc->bth", x, self.fc.weight) + self.fc.bias
        out = torch.einsum("bth,ch->btc", gelu(hidden), self.proj.weight) + self.proj.bias
        if self.training and self.dropout > 0:
            keep = 1 - self.dropout
            out = out * torch.bernoulli(torch.full_like(out, keep)) / keep
        return out
