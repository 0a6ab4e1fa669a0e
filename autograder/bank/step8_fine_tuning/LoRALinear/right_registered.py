"""register_parameter, the scale in a buffer, a dropout of 0 as in some libraries."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.add_module("linear", linear)
        linear.requires_grad_(False)
        self.register_parameter("A", nn.Parameter(torch.randn(rank, linear.in_features) / rank))
        self.register_parameter("B", nn.Parameter(torch.zeros(linear.out_features, rank)))
        self.register_buffer("scale", torch.tensor(alpha / rank), persistent=False)
        self.dropout = nn.Dropout(0.0)

    def forward(self, x):
        squeezed = torch.matmul(self.dropout(x), self.A.transpose(0, 1))
        return self.linear(x) + torch.matmul(squeezed, self.B.transpose(0, 1)) * self.scale
