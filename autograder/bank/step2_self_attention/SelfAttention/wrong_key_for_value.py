"""You mix the keys and leave the values out. Keys say where to look, values what is found there."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k = self.query(x), self.key(x)
        return attention(q, k, k, causal_mask(x.shape[1]))[0]
