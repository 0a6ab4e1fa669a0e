"""Your output is right, but the weights beside it are those without the mask. Return the ones that mixed the values."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = softmax(scores, dim=-1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    output = softmax(scores, dim=-1) @ v
    return output, weights
