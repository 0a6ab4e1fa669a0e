"""Your eps is missing, is far smaller than the 1e-5 of the contract, or is not added to every variance. A row of almost equal numbers is then blown up too much, and one of equal numbers may be divided by zero."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var.clamp(min=self.eps)) + self.bias
