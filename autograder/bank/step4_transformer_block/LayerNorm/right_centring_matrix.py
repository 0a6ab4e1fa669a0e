"""The mean taken off by a matrix, the variance as a dot product, in double precision."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))
        self.register_buffer("centre", torch.eye(d_model).double() - 1 / d_model)
        self.eps = eps

    def forward(self, x):
        centred = x.double() @ self.centre
        variance = torch.einsum("...c,...c->...", centred, centred) / x.shape[-1]
        normed = centred / torch.sqrt(variance + self.eps)[..., None]
        return normed.to(x.dtype) * self.weight + self.bias
