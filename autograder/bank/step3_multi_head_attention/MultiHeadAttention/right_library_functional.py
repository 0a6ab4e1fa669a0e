"""The function behind nn.MultiheadAttention, with the layer's own weights; sequence first on the inside."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("the heads do not fit")
        self.n_heads, self.dropout = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        B, T, C = x.shape
        y = x.transpose(0, 1)
        out, _ = F.multi_head_attention_forward(
            y, y, y, C, self.n_heads, self.qkv.weight, self.qkv.bias, None, None, False, self.dropout,
            self.proj.weight, self.proj.bias, training=self.training, need_weights=False,
            attn_mask=torch.triu(torch.ones(T, T, dtype=torch.bool), diagonal=1))
        return out.transpose(0, 1)
