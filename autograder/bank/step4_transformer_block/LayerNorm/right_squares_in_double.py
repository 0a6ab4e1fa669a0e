"""Mean of the squares less the square of the mean, in double precision, where that is safe."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        y = x.double()
        mean = y.mean(dim=-1, keepdim=True)
        variance = (y * y).mean(dim=-1, keepdim=True) - mean ** 2
        y = (y - mean) * (variance + self.eps) ** -0.5
        return y.to(x.dtype) * self.weight + self.bias
