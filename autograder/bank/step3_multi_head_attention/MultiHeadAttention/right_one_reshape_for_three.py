"""Three, heads and channels as axes of one view, and one permutation."""
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
        qkv = self.qkv(x).view(B, T, 3, self.n_heads, C // self.n_heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        w = (q * (C // self.n_heads) ** -0.5) @ k.transpose(-2, -1)
        w = w.masked_fill(torch.tril(torch.ones(T, T)) == 0, float("-inf"))
        w = self.dropout(F.softmax(w, dim=-1))
        return self.proj((w @ v).transpose(1, 2).reshape(B, T, C))
