"""Both residuals are missing: what comes in is replaced and not added to. Without them gradients fade in a deep stack."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = self.attn(self.ln_1(x))
        return self.mlp(self.ln_2(x))
