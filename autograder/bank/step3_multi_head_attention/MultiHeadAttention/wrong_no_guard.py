"""You accept a width that does not divide by the number of heads. Such a layer cannot work, or loses channels: raise ValueError as soon as it is asked for."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.n_heads, self.d_head = n_heads, d_model // n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (part.view(B, T, self.n_heads, self.d_head).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(T))
        return self.proj(merge_heads(self.dropout(y)))
