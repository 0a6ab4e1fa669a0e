"""Your first sum adds to the normalised x and not to x itself. Only the attention gets the normalised copy; the sum takes x as it came."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = self.ln_1(x)
        x = h + self.attn(h)
        return x + self.mlp(self.ln_2(x))
