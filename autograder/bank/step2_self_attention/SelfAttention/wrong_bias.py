"""Your projections keep their bias. The contract has none: queries, keys and values are plain matrix products of x."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head)
        self.key = nn.Linear(d_model, d_head)
        self.value = nn.Linear(d_model, d_head)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]
