"""You take every square mask for the causal one. Use the mask that you are given."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(k.shape[-1])
    if mask is not None:
        T, S = scores.shape[-2:]
        hide = torch.ones(T, S).triu(1).bool() if T == S else ~mask
        scores = scores.masked_fill(hide, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
