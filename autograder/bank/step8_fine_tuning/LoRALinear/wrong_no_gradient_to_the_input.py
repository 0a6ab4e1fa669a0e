"""You run the frozen layer without gradients, so none gets through it to the layers before. Frozen means its weights
alone."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, device=linear.weight.device) / math.sqrt(linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, device=linear.weight.device))
        self.scale = alpha / rank

    def forward(self, x):
        with torch.no_grad():
            frozen = self.linear(x)
        return frozen + self.scale * (x @ self.A.T @ self.B.T)
