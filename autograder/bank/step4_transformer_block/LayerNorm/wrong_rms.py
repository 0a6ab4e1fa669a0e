"""You divide by the root mean square and do not subtract the mean. That is RMSNorm, which later models use; here both the mean and the variance count."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        square = x.pow(2).mean(dim=-1, keepdim=True)
        return self.weight * x / torch.sqrt(square + self.eps) + self.bias
