"""einops without einops: unflatten, movedim, flatten."""
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
        qkv = self.qkv(x).unflatten(-1, (3, self.n_heads, -1))
        q, k, v = qkv.movedim((2, 3), (0, 2))
        _, weights = attention(q, k, v, causal_mask(x.shape[-2])[None, None])
        return self.proj((self.dropout(weights) @ v).movedim(1, 2).flatten(-2))
