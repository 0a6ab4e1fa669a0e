"""You mask with a causal mask of your own and not with the one that is handed in. A caller may also want to hide padding, or nothing."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        allowed = torch.tril(torch.ones(q.shape[-2], k.shape[-2])).bool()
        scores = scores.masked_fill(~allowed, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
