"""What the mlp adds is missing from your result. The second sum, stream plus mlp of the normalised stream, is what the block returns."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x + self.attn(self.ln_1(x))
        y = h + self.mlp(self.ln_2(h))
        return h
