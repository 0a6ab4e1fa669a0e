"""You fold the change into the weight when the layer is made, and what A and B become later is not seen. They belong into forward."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank
        self.change = (self.scale * (self.B @ self.A)).detach()

    def forward(self, x):
        return F.linear(x, self.linear.weight + self.change, self.linear.bias)
