"""Your attention runs across the batch, or the batch is laid end to end. Texts of a batch know nothing of each other."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        B, T, C = x.shape
        flat = x.reshape(B * T, C)
        out, _ = attention(self.query(flat), self.key(flat), self.value(flat), causal_mask(B * T))
        return out.reshape(B, T, -1)
