"""The weights are turned over before they mix the values. Each row of them belongs to a query and holds one weight for each value."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights.transpose(-2, -1) @ v, weights
