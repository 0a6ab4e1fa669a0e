"""You scale the sums, perhaps to keep their size. The stream passes through unscaled; the LayerNorms see to the size."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = (x + self.attn(self.ln_1(x))) / math.sqrt(2)
        return (x + self.mlp(self.ln_2(x))) / math.sqrt(2)
