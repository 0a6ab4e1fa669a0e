"""You deal the channels out to the heads like cards. Each head owns one block of neighbouring channels; otherwise weights that were trained elsewhere land in the wrong heads."""
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
        B, T, C = x.shape
        D = C // self.n_heads
        q, k, v = (part.reshape(B, T, D, self.n_heads).permute(0, 3, 1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(T))
        return self.proj(y.permute(0, 2, 3, 1).reshape(B, T, C))
