"""The parts `ln_1`, `attn`, `ln_2` and `mlp` are missing, have other names or other parameters. Those names are how weights get into your model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.norms = [LayerNorm(d_model), LayerNorm(d_model)]
        self.parts = [MultiHeadAttention(d_model, n_heads, dropout), FeedForward(d_model, dropout)]

    def forward(self, x):
        for norm, part in zip(self.norms, self.parts):
            x = x + part(norm(x))
        return x
