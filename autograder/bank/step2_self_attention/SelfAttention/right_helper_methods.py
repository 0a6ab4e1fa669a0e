"""Split into methods, and an attribute keeps the weights for plots."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.scale = 1.0 / math.sqrt(d_head)
        self.last_weights = None

    def _scores(self, x):
        return (self.query(x) @ self.key(x).transpose(-2, -1)) * self.scale

    def _hide_future(self, scores):
        T = scores.shape[-1]
        future = torch.triu(torch.full((T, T), float("-inf"), device=scores.device), diagonal=1)
        return scores + future

    def forward(self, x):
        weights = self._hide_future(self._scores(x)).softmax(dim=-1)
        self.last_weights = weights.detach()
        return weights @ self.value(x)
