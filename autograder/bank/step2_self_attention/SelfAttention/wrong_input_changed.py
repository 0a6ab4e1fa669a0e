"""You change x itself. The caller still needs it as it was: a block adds it to your output."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        x *= self.query.out_features ** -0.25
        q, k = self.query(x), self.key(x)
        v = self.value(x) * self.query.out_features ** 0.25
        scores = (q @ k.transpose(-2, -1)).masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        return softmax(scores, dim=-1) @ v
