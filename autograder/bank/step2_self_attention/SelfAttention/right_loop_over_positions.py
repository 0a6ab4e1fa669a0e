"""Each position looks at the slice that ends with itself, so no mask is needed."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        outputs = []
        for t in range(x.shape[1]):
            scores = (k[:, : t + 1] @ q[:, t].unsqueeze(-1)).squeeze(-1)
            weights = torch.softmax(scores / math.sqrt(q.shape[-1]), dim=-1)
            outputs.append((weights.unsqueeze(-1) * v[:, : t + 1]).sum(dim=1))
        return torch.stack(outputs, dim=1)
