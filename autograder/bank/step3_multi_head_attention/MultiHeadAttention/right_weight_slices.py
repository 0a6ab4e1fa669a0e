"""Separate q, k and v, from slices of the fused weight and bias."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.proj = nn.Linear(d_model, d_model)
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.dropout = dropout

    def forward(self, x):
        C = x.shape[-1]
        weight, bias = self.qkv.weight, self.qkv.bias
        q = F.linear(x, weight[:C], bias[:C])
        k = F.linear(x, weight[C : 2 * C], bias[C : 2 * C])
        v = F.linear(x, weight[2 * C :], bias[2 * C :])
        q, k, v = split_heads(q, self.n_heads), split_heads(k, self.n_heads), split_heads(v, self.n_heads)
        out, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return F.dropout(self.proj(merge_heads(out)), p=self.dropout, training=self.training)
