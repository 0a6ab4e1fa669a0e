"""Your output has the width of x again: a further projection or a residual was added. One head returns its d_head channels and nothing more."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.proj = nn.Linear(d_head, d_model, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return self.proj(out)
