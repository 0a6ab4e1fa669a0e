"""The parts `ln_1`, `attn`, `ln_2` and `mlp` are missing, have other names or other parameters. Those names are how weights get into your model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.d_model, self.n_heads, self.dropout = d_model, n_heads, dropout

    def forward(self, x):
        x = x + MultiHeadAttention(self.d_model, self.n_heads, self.dropout)(LayerNorm(self.d_model)(x))
        return x + FeedForward(self.d_model, self.dropout)(LayerNorm(self.d_model)(x))
