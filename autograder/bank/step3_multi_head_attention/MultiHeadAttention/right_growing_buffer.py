"""A buffer holds the mask and grows when a longer text comes; another buffer keeps the last weights for plots."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.register_buffer("mask", causal_mask(4))
        self.register_buffer("last_weights", torch.zeros(0))
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.attn_dropout = nn.Dropout(dropout)
        self.resid_dropout = nn.Dropout(dropout)

    def forward(self, x):
        T = x.shape[1]
        if T > self.mask.shape[0]:
            self.mask = causal_mask(2 * T).to(x.device)
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~self.mask[:T, :T], float("-inf"))
        weights = self.attn_dropout(softmax(scores, dim=-1))
        self.last_weights = weights.detach()
        return self.resid_dropout(self.proj(merge_heads(weights @ v)))
