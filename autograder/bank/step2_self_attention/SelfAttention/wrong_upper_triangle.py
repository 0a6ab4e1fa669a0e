"""Your positions look at themselves and the future, not at the past. The triangle of the mask lies on the wrong side."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        T = x.shape[1]
        return attention(self.query(x), self.key(x), self.value(x), torch.triu(torch.ones(T, T)).bool())[0]
