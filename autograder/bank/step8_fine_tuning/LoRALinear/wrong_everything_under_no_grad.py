"""No gradient reaches A and B: the change leaves the computation graph (a detach, no_grad, .data). They are the only ones that could learn."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    @torch.no_grad()
    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)
