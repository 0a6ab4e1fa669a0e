"""You leave the change out in evaluation mode. The adapter belongs to the model in both modes."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, device=linear.weight.device) / math.sqrt(linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, device=linear.weight.device))
        self.scale = alpha / rank

    def forward(self, x):
        y = self.linear(x)
        if self.training:
            y = y + self.scale * (x @ self.A.T @ self.B.T)
        return y
