"""A base class, and buffers that remember what was added, for plots."""
class Parts(nn.Module):
    def __init__(self, C, H, p):
        super().__init__()
        self.attn = MultiHeadAttention(C, H, p)
        self.mlp = FeedForward(C, p)
        self.register_buffer("last_attn", torch.zeros(0))
        self.register_buffer("last_mlp", torch.zeros(0), persistent=False)
        self.ln_1 = LayerNorm(C)
        self.ln_2 = LayerNorm(C)


class TransformerBlock(Parts):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__(d_model, n_heads, dropout)

    def forward(self, x):
        a = self.attn(self.ln_1(x))
        y = x + a
        m = self.mlp(self.ln_2(y))
        self.last_attn, self.last_mlp = a.detach(), m.detach()
        return y + m
