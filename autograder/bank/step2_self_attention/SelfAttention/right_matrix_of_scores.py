"""Queries and keys merged into one matrix, x W x^T; values mixed before projecting."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        form = self.query.weight.T @ self.key.weight
        scores = x @ form @ x.transpose(1, 2) / math.sqrt(self.query.weight.shape[0])
        weights = softmax(scores.masked_fill(~causal_mask(x.size(1)), -math.inf), dim=-1)
        return self.value(weights @ x)
