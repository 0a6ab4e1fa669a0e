"""Index notation from the positions to the projection; the heads never move."""
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
        q, k, v = (part.reshape(B, T, self.n_heads, -1) for part in self.qkv(x).chunk(3, -1))
        scores = torch.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
        positions = torch.arange(T)
        scores = torch.where(positions[:, None] >= positions, scores, torch.finfo(scores.dtype).min)
        weights = self.dropout(softmax(scores))
        out = torch.einsum("bhts,bshd->bthd", weights, v)
        return torch.einsum("bthd,chd->btc", out, self.proj.weight.view(C, self.n_heads, -1)) + self.proj.bias
