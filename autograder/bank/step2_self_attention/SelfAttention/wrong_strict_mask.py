"""Your positions may not look at themselves. The first one then sees nothing, and its softmax is nan or arbitrary."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        T = x.shape[1]
        before = torch.tril(torch.ones(T, T), diagonal=-1).bool()
        return attention(self.query(x), self.key(x), self.value(x), before)[0]
