"""You do not divide where the variance is very small. That is what eps is for: divide always."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        c = x - x.mean(-1, keepdim=True)
        var = c.square().mean(-1, keepdim=True)
        std = torch.where(var < 1e-6, torch.ones_like(var), torch.sqrt(var + self.eps))
        return c / std * self.weight + self.bias
