"""The number under your root is the number of positions. What counts is the width of the queries and keys that are multiplied, d_head."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(T)
        scores = scores.masked_fill(~causal_mask(T), float("-inf"))
        return softmax(scores, dim=-1) @ v
