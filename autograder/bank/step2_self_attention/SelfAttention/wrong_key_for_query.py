"""One layer makes both the queries and the keys. Looking for something and offering something need projections of their own."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.key(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]
