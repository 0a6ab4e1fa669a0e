"""You add the change into the frozen weight itself, and again at every call, so it piles up. Until it is merged, the
weight stays as it is."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, device=linear.weight.device) / math.sqrt(linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, device=linear.weight.device))
        self.scale = alpha / rank
        self.merged = False

    def train(self, mode=True):
        super().train(mode)
        with torch.no_grad():
            if not mode:
                self.linear.weight += self.scale * (self.B @ self.A)
                self.merged = True
            elif self.merged:
                self.linear.weight -= self.scale * (self.B @ self.A)
                self.merged = False
        return self

    def forward(self, x):
        y = self.linear(x)
        return y if self.merged else y + self.scale * (x @ self.A.T @ self.B.T)
