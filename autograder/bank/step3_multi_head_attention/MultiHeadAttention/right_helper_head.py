"""A helper function for one head, with slices of the fused weight; the projection summed over the heads, so nothing is merged."""
def one_head(x, weight, bias, h, d_head):
    C = x.shape[-1]
    rows = [slice(part * C + h * d_head, part * C + (h + 1) * d_head) for part in range(3)]
    q, k, v = (x @ weight[r].T + bias[r] for r in rows)
    scores = (q @ k.mT) * d_head ** -0.5
    future = torch.ones(x.shape[1], x.shape[1]).triu(1) == 1
    return scores.masked_fill(future, -1e9).softmax(dim=-1) @ v


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads > 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.drop = nn.Dropout(p=dropout)

    def forward(self, x):
        D = x.shape[-1] // self.n_heads
        total = self.proj.bias
        for h in range(self.n_heads):
            y = one_head(x, self.qkv.weight, self.qkv.bias, h, D)
            total = total + y @ self.proj.weight[:, h * D : (h + 1) * D].T
        return self.drop(total)
