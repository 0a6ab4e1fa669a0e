"""You multiply 0 by infinity while making the mask additive, and that is nan. Choose between two values rather than multiplying."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + (1 - mask.float()) * float("-inf")
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
