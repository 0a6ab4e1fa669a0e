"""The heads folded into the batch, for torch.bmm; an additive mask."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def fold(self, part):
        B, T, C = part.shape
        return part.reshape(B, T, self.n_heads, -1).transpose(1, 2).reshape(B * self.n_heads, T, -1)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (self.fold(part) for part in self.qkv(x).chunk(3, dim=-1))
        future = torch.full((T, T), float("-inf")).triu(diagonal=1)
        weights = torch.baddbmm(future.expand(len(q), T, T), q, k.mT, alpha=1 / math.sqrt(q.shape[-1])).softmax(-1)
        out = torch.bmm(self.dropout(weights), v)
        return self.proj(out.reshape(B, self.n_heads, T, -1).transpose(1, 2).reshape(B, T, C))
