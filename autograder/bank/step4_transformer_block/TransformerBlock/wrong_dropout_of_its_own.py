"""With dropout=0.0 your block drops numbers in training all the same: the probability that you pass on is not the argument `dropout`."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, 0.1)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, 0.1)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))
