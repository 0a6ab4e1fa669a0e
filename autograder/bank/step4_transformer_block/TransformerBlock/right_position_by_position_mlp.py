"""The mlp over a few positions at a time, written into a new tensor."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        middle = x + self.attn(self.ln_1(x))
        normed = self.ln_2(middle)
        pieces = [self.mlp(piece) for piece in normed.split(2, dim=1)]
        return middle + torch.cat(pieces, dim=1)
