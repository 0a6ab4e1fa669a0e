"""PyTorch cannot store your parameters yet: the constructor of nn.Module must run first."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias
