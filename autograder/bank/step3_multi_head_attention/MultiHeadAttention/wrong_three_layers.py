"""The layers `qkv` and `proj` are missing or are not nn.Linear(d_model, 3·d_model) and nn.Linear(d_model, d_model), with biases. Each head needs its own part of them, and those names and shapes are how weights get into your model."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(layer(x), self.n_heads) for layer in (self.query, self.key, self.value))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))
