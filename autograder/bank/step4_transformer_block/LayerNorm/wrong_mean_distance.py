"""You measure the spread by the mean absolute distance. The variance squares the distances, and a root undoes it at the end."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        spread = (x - mean).abs().mean(dim=-1, keepdim=True)
        return self.weight * (x - mean) / (spread + self.eps) + self.bias
