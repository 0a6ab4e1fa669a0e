"""A base class builds the layers, and a Linear of its own with GPT-2's initialisation; the constructor passes keywords on."""
class SmallLinear(nn.Linear):
    def reset_parameters(self):
        nn.init.normal_(self.weight, std=0.02)
        nn.init.zeros_(self.bias)


class Projections(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.proj, self.qkv = SmallLinear(width, width), SmallLinear(width, 3 * width)
        self.n_heads = heads


class MultiHeadAttention(Projections):
    def __init__(self, d_model, n_heads, dropout=0.0, **options):
        if d_model // n_heads * n_heads != d_model:
            raise ValueError("d_model must be a multiple of n_heads")
        super().__init__(d_model, n_heads)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        parts = self.qkv(x).split(x.shape[-1], dim=-1)
        q, k, v = map(lambda part: split_heads(part, self.n_heads), parts)
        return self.dropout(self.proj(merge_heads(attention(q, k, v, causal_mask(x.shape[1]))[0])))
