"""The scale goes to the input of the adapter; rows flattened for it."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        for parameter in self.linear.parameters():
            parameter.requires_grad_(False)
        bound = linear.in_features ** -0.5
        self.A = nn.Parameter(torch.empty(rank, linear.in_features).uniform_(-bound, bound))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = float(alpha) / float(rank)

    def adapter(self, x):
        rows = x.reshape(-1, self.linear.in_features) * self.scale
        change = (self.B @ (self.A @ rows.T)).T
        return change.reshape(*x.shape[:-1], self.linear.out_features)

    def forward(self, x):
        return self.linear(x) + self.adapter(x)
