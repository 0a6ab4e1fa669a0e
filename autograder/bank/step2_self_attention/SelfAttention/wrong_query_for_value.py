"""You mix the queries and leave the values out. Queries say what is sought, values what is found."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k = self.query(x), self.key(x)
        return attention(q, k, q, causal_mask(x.shape[1]))[0]
