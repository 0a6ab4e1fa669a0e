"""The parameters `weight` and `bias`, one number for each channel, are missing or have another shape. Tensors must be wrapped in nn.Parameter to be learned, and the names are how weights get into your model."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.affine = nn.Linear(d_model, d_model)

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.affine((x - mean) / torch.sqrt(var + self.eps))
