"""A and B in a ParameterDict, given out by properties."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.adapters = nn.ParameterDict({
            "A": nn.Parameter(torch.randn(rank, linear.in_features) / rank ** 0.5),
            "B": nn.Parameter(torch.zeros(linear.out_features, rank)),
        })
        self.scale = alpha / rank
        linear.requires_grad_(False)

    A = property(lambda self: self.adapters["A"])
    B = property(lambda self: self.adapters["B"])

    def forward(self, x):
        return self.linear(x) + x @ (self.scale * self.B @ self.A).T
