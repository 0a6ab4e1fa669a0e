"""Dropout is at work in evaluation mode too, so the same text gives another answer each time. It belongs to training mode only."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)
        self.p = dropout

    def forward(self, x):
        x = x + F.dropout(self.attn(self.ln_1(x)), self.p)
        return x + F.dropout(self.mlp(self.ln_2(x)), self.p)
