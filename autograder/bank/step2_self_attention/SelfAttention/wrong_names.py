"""The layers `query`, `key` and `value` are missing or are not nn.Linear(d_model, d_head). Those names and shapes are how weights get into your model."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.W_q = nn.Linear(d_model, d_head, bias=False)
        self.W_k = nn.Linear(d_model, d_head, bias=False)
        self.W_v = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.W_q(x), self.W_k(x), self.W_v(x), causal_mask(x.shape[1]))[0]
