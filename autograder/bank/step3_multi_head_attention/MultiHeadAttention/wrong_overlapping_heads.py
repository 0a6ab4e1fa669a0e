"""Your heads overlap: head 1 begins at channel 1, in the middle of head 0. Each head begins where the one before it ends."""
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
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        D = x.shape[-1] // self.n_heads
        parts = []
        for h in range(self.n_heads):
            y, _ = attention(q[..., h : h + D], k[..., h : h + D], v[..., h : h + D], causal_mask(x.shape[1]))
            parts.append(y)
        return self.proj(torch.cat(parts, dim=-1))
