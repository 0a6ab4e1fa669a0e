"""An adapter class that is inherited from."""
class Adapter(nn.Module):
    def __init__(self, inputs, outputs, rank):
        super().__init__()
        self.A = nn.Parameter(0.1 * torch.randn(rank, inputs))
        self.B = nn.Parameter(torch.zeros(outputs, rank))

    def change(self, x):
        return x @ (self.B @ self.A).T


class LoRALinear(Adapter):
    def __init__(self, linear, rank, alpha):
        super().__init__(linear.in_features, linear.out_features, rank)
        self.linear, self.scale = linear, alpha / rank
        self.linear.requires_grad_(False)

    def forward(self, x):
        return torch.add(self.linear(x), self.change(x), alpha=self.scale)
