"""The layers `query`, `key` and `value` are missing or are not nn.Linear(d_model, d_head). Those names and shapes are how weights get into your model."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Parameter(torch.randn(d_model, d_head) * 0.02)
        self.key = nn.Parameter(torch.randn(d_model, d_head) * 0.02)
        self.value = nn.Parameter(torch.randn(d_model, d_head) * 0.02)

    def forward(self, x):
        return attention(x @ self.query, x @ self.key, x @ self.value, causal_mask(x.shape[1]))[0]
