"""You mix the inputs themselves. The values are a projection of x too, of width d_head."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), x, causal_mask(x.shape[1]))[0]
