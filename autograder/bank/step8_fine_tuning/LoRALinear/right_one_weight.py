"""One weight made of both at every call, then a single product."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        out_features, in_features = linear.weight.shape
        self.linear = linear
        self.linear.weight.requires_grad_(False)
        if self.linear.bias is not None:
            self.linear.bias.requires_grad_(False)
        self.A = nn.Parameter(torch.empty(rank, in_features).normal_(std=1 / rank))
        self.B = nn.Parameter(torch.zeros(out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        weight = self.linear.weight + self.scale * (self.B @ self.A)
        return F.linear(x, weight, self.linear.bias)
