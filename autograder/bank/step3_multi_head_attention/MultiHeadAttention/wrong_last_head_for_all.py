"""Your heads share their queries, keys and values, so they all look at the same places and find the same. Each head works with its own C/H channels of q, k and v."""
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
        for h in range(self.n_heads):
            y, _ = attention(q[:, h], k[:, h], v[:, h], causal_mask(x.shape[1]))
        return self.proj(torch.cat([y] * self.n_heads, dim=-1))
