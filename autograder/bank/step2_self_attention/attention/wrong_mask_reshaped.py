"""You allow a mask of one plain table only. A batch may bring a mask for each of its texts: let broadcasting fit the mask to the scores."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        mask = mask.reshape(q.shape[-2], k.shape[-2])
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
