"""You hide what the mask allows and show what it forbids. Here True means that the query may look at the key."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask, -1e9)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
