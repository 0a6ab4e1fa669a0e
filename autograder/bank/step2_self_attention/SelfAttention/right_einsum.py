"""Index notation, the queries scaled before the product."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        T = x.shape[1]
        q = self.query(x) / math.sqrt(self.query.out_features)
        scores = torch.einsum("btd,bsd->bts", q, self.key(x))
        positions = torch.arange(T)
        future = positions[None, :] > positions[:, None]
        scores = scores.masked_fill(future, -1e9)
        return torch.einsum("bts,bsd->btd", softmax(scores), self.value(x))
