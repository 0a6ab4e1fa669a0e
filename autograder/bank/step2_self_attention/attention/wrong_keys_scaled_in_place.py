"""You change a tensor that was handed to you. The caller still needs it as it was: a second call would already give something else."""
def attention(q, k, v, mask=None):
    scores = q @ k.mul_(k.shape[-1] ** -0.5).transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
