"""All your heads use the keys and values of the first one. Some models save memory that way (multi-query attention), but here each head has its own."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k[:, :1], v[:, :1], causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))
