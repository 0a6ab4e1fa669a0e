"""The parts `ln_1`, `attn`, `ln_2` and `mlp` are missing, have other names or other parameters. Those names are how weights get into your model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = nn.MultiheadAttention(d_model, n_heads, dropout, batch_first=True)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = self.ln_1(x)
        future = torch.ones(x.shape[1], x.shape[1]).triu(1).bool()
        x = x + self.attn(h, h, h, attn_mask=future, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))
