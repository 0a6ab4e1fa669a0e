"""The layers come from a base class, made in a loop in another order."""
class Projections(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        for name in ("value", "key", "query"):
            setattr(self, name, nn.Linear(d_model, d_head, bias=False))


class SelfAttention(Projections):
    def __init__(self, d_model, d_head):
        super(SelfAttention, self).__init__(d_model, d_head)
        self.d_model, self.d_head = d_model, d_head
        self.dropout = nn.Dropout(0.0)

    def forward(self, x):
        out, weights = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return self.dropout(out)
