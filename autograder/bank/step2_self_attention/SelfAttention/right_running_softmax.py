"""Keys one by one with a running maximum, sum and output, as FlashAttention does."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        B, T, D = q.shape
        highest = torch.full((B, T, 1), -1e30)
        total = torch.zeros(B, T, 1)
        output = torch.zeros(B, T, D)
        queries = torch.arange(T).view(1, T, 1)
        for s in range(T):
            score = (q * k[:, s : s + 1]).sum(-1, keepdim=True) / math.sqrt(D)
            score = score.masked_fill(queries < s, float("-inf"))
            new = torch.maximum(highest, score)
            keep, weight = torch.exp(highest - new), torch.exp(score - new)
            total = total * keep + weight
            output = output * keep + weight * v[:, s : s + 1]
            highest = new
        return output / total
