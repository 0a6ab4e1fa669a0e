"""Your positions see the future. Without the causal mask each one can copy the token that it has to predict."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x))[0]
