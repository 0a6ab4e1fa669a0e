"""You add the boolean mask to the scores as 0 and 1. Allowed keys gain a little and forbidden ones stay in: a boolean says which scores to replace."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + mask
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
