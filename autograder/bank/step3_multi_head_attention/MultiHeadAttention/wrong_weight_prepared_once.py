"""You prepare the weights at the first call and go on with the copy. When they are trained, the copy stays old."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("not divisible")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self._ready = None

    def forward(self, x):
        C = x.shape[-1]
        if self._ready is None:
            scale = torch.ones(3 * C, device=x.device)
            scale[:C] = (C // self.n_heads) ** -0.5
            self._ready = self.qkv.weight * scale[:, None], self.qkv.bias * scale
        q, k, v = (split_heads(t, self.n_heads) for t in F.linear(x, *self._ready).chunk(3, dim=-1))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True, scale=1.0)
        return self.dropout(self.proj(merge_heads(y)))
