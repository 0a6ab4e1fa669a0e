"""The score that you give to forbidden keys is too near to the ordinary ones, so they keep some weight. After the softmax it must be 0."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -10.0)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
