"""Your softmax shares out one total of 1 among all queries and keys together. Each query has a total of its own."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores.flatten(), dim=0).reshape(scores.shape)
    return weights @ v, weights
