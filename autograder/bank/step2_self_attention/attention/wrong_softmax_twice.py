"""You apply the softmax twice. The second one flattens the weights, and gives back some weight to keys that the mask forbade."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(softmax(scores, dim=-1), dim=-1)
    return weights @ v, weights
