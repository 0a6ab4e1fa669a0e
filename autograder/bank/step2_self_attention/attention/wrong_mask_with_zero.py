"""You hide keys behind a score of about 0. That is an ordinary score, e⁰ = 1, so forbidden keys keep their weight, often a large one."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores * mask
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
