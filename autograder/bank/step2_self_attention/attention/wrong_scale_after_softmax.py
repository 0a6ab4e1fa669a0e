"""You scale the weights, not the scores, so the weights of a query no longer sum to 1. The scale belongs before the softmax."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1) / math.sqrt(q.shape[-1])
    return weights @ v, weights
