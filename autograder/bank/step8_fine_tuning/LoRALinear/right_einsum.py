"""Index notation for the adapter."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.linear.requires_grad_(False)
        self.scale = alpha / rank
        self.A = nn.Parameter(torch.rand(rank, linear.in_features) - 0.5)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, x):
        return self.linear(x) + self.scale * torch.einsum("...i,ri,or->...o", x, self.A, self.B)
