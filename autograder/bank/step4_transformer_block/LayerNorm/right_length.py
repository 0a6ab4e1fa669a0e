"""The centred row divided by its Euclidean length, √C times; eps under the root."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        c = x - x.mean(dim=-1, keepdim=True)
        C = x.size(-1)
        length = (c.norm(dim=-1, keepdim=True) ** 2 + C * self.eps).sqrt()
        return self.weight * math.sqrt(C) * c / length + self.bias
