"""Your softmax runs over the batch. Each query shares out a total of 1 among the keys, and texts of a batch know nothing of each other."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        weights = softmax(scores.masked_fill(~causal_mask(x.shape[1]), -1e9), dim=0)
        return weights @ v
