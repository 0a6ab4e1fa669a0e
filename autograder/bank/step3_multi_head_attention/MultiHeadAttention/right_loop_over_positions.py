"""Each position looks at the slice that ends with itself, so no mask is needed; double precision inside."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads).double() for part in self.qkv(x).chunk(3, dim=-1))
        steps = []
        for t in range(x.shape[1]):
            scores = (q[:, :, t : t + 1] * k[:, :, : t + 1]).sum(-1) / math.sqrt(q.shape[-1])
            weights = torch.exp(scores - scores.logsumexp(-1, keepdim=True))
            weights = self.dropout(weights).unsqueeze(-1)
            steps.append((weights * v[:, :, : t + 1]).sum(dim=2))
        return self.proj(torch.stack(steps, dim=1).flatten(2).to(x.dtype))
