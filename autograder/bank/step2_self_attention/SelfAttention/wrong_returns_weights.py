"""You return the attention weights. They still have to mix the values."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        output, weights = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return weights
