"""You hide the future even when nobody asks. The mask is an argument: without one every query sees every key."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        mask = torch.tril(torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool))
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
