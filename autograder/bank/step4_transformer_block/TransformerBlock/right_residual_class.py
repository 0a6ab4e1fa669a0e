"""A helper that wraps a part and its norm in a residual."""
def residual(x, norm, part):
    return x + part(norm(x))


class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        for norm, part in [(self.ln_1, self.attn), (self.ln_2, self.mlp)]:
            x = residual(x, norm, part)
        return x
