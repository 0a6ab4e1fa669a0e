"""A helper function outside, a base class, eps in a buffer."""
def standardise(x, eps):
    centred = x - torch.mean(x, -1, True)
    return centred / torch.sqrt(torch.mean(centred * centred, -1, True) + eps)


class Affine(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.full((size,), 1.0))
        self.bias = nn.Parameter(torch.full((size,), 0.0))


class LayerNorm(Affine):
    def __init__(self, d_model, eps=1e-5):
        super().__init__(d_model)
        self.register_buffer("eps", torch.tensor(float(eps)))

    def forward(self, x):
        return standardise(x, self.eps) * self.weight + self.bias
