"""You probably reshape the keys where their last two axes should be exchanged. The shape is the same, but the numbers of different keys get mixed."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        B, T, D = k.shape
        scores = q @ k.view(B, D, T) / math.sqrt(D)
        scores = scores.masked_fill(~causal_mask(T), float("-inf"))
        return softmax(scores, dim=-1) @ v
