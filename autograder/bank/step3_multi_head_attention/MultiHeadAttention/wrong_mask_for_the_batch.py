"""Your mask has a batch axis but no head axis, so its first axis meets the heads. It works only when there happen to be as many heads as texts, or one of either: a plain (T, T) mask fits every head of every text, or put an axis of 1 where the heads are."""
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
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = causal_mask(T).repeat(B, 1, 1)
        scores = scores.masked_fill(~mask, float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))
