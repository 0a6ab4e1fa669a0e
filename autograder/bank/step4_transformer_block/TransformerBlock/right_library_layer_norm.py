"""PyTorch's LayerNorm, which is not forbidden here."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = nn.LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout=dropout)
        self.ln_2 = nn.LayerNorm(d_model, eps=1e-5)
        self.mlp = FeedForward(d_model, dropout=dropout)

    def forward(self, x):
        attended = x + self.attn(self.ln_1(x))
        return attended + self.mlp(self.ln_2(attended))
