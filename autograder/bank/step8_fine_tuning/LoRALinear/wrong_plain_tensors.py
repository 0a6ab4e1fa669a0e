"""Your A and B are plain tensors. Only an nn.Parameter is found by the optimizer, saved, and moved to the GPU."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = (torch.randn(rank, linear.in_features) * 0.02).requires_grad_()
        self.B = torch.zeros(linear.out_features, rank, requires_grad=True)
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)
