"""You divide by the root of the rank. A later paper does that; here the scale is alpha / rank."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / math.sqrt(rank)

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)
