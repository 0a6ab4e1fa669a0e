"""No gradient reaches the queries and keys: the weights leave the computation graph before they mix the values. The model could never learn where to look."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1).detach()
    return weights @ v, weights
