"""The boolean mask becomes 0 and -inf, and is added."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(k.size(-1))
    if mask is not None:
        bias = torch.zeros(mask.shape, dtype=scores.dtype)
        bias[~mask] = float("-inf")
        scores = scores + bias
    weights = softmax(scores)
    return weights @ v, weights
