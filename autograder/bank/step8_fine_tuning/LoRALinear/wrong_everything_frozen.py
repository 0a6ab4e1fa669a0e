"""A and B are frozen too, so nothing can learn. Freeze the wrapped layer, not the new one."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank
        self.requires_grad_(False)

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)
