"""You exchange the axes of the keys in a way that fits one number of axes only. There may be none, one or several in front: name the last two from the end."""
def attention(q, k, v, mask=None):
    scores = q @ k.permute(1, 0) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
