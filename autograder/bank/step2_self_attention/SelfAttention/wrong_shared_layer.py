"""One layer is stored under several names, so filling one changes the other. Queries, keys and values need a layer each."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = self.key = self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]
