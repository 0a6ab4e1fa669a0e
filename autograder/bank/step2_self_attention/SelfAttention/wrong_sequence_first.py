"""Your attention runs across the batch, or the batch is laid end to end. Texts of a batch know nothing of each other."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        x = x.transpose(0, 1)
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out.transpose(0, 1)
