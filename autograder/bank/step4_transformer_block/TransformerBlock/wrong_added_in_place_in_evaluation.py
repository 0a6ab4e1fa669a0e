"""Where no gradients are recorded you add in place (`+=`), which changes the caller's tensor."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        if torch.is_grad_enabled():
            x = x + self.attn(self.ln_1(x))
        else:
            x += self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))
