"""One text of the batch at a time."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        results = []
        for text in x:
            out, weights = attention(self.query(text), self.key(text), self.value(text), mask=causal_mask(len(text)))
            results.append(out)
        return torch.stack(results)
