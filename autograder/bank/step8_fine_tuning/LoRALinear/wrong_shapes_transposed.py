"""Your A and B lie the other way round. Like the weight of nn.Linear they are stored as (outputs, inputs): A (rank, in), B (out, rank)."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(linear.in_features, rank) * 0.02)
        self.B = nn.Parameter(torch.zeros(rank, linear.out_features))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A @ self.B)
