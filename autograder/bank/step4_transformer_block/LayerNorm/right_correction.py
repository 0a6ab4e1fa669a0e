"""The correction named, var_mean for both at once."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(d_model))
        self.weight = nn.Parameter(torch.ones(d_model))
        self.eps, self.d_model = eps, d_model

    def forward(self, x):
        var, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
        x_hat = (x - mean) / (var + self.eps) ** 0.5
        return torch.addcmul(self.bias, x_hat, self.weight)
