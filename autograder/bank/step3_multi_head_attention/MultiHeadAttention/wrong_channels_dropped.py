"""You accept a width that does not divide by the number of heads. Such a layer cannot work, or loses channels: raise ValueError as soon as it is asked for."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        D = C // self.n_heads
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        out = torch.zeros(B, T, C)
        for h in range(self.n_heads):
            part = slice(h * D, (h + 1) * D)
            out[..., part] = attention(q[..., part], k[..., part], v[..., part], causal_mask(T))[0]
        return self.proj(self.dropout(out))
