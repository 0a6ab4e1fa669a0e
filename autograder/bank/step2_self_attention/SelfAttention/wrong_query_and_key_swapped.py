"""Queries and keys have changed places. The row of a score belongs to the position that asks, so the query must be the one that asks."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.key(x), self.query(x), self.value(x), causal_mask(x.shape[1]))[0]
