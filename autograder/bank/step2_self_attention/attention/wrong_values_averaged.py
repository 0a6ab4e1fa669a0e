"""Your output is the plain average of the values. Each query should weigh them with its own weights."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    output = v.mean(dim=-2, keepdim=True).expand(*q.shape[:-1], v.shape[-1])
    return output, weights
