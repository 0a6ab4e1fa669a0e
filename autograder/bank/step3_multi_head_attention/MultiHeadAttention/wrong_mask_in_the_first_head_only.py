"""Your mask reaches the first head only, so the other heads see the future. It must be broadcast over the batch and over all heads."""
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
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        hidden = torch.zeros(scores.shape, dtype=torch.bool)
        hidden[:, 0] = ~causal_mask(x.shape[1])
        weights = self.dropout(softmax(scores.masked_fill(hidden, float("-inf")), dim=-1))
        return self.proj(merge_heads(weights @ v))
