"""Three queries at a time, to save memory."""
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
        mask, pieces = causal_mask(x.shape[1]), []
        for start in range(0, x.shape[1], 3):
            rows = slice(start, start + 3)
            _, weights = attention(q[:, :, rows], k, v, mask[rows])
            pieces.append(self.dropout(weights) @ v)
        return self.proj(merge_heads(torch.cat(pieces, dim=2)))
