"""Both factors divided by the fourth root; double precision inside."""
def attention(q, k, v, mask=None):
    root = q.shape[-1] ** 0.25
    scores = (q.double() / root) @ (k.double() / root).transpose(-2, -1)
    if mask is not None:
        scores[~mask.expand_as(scores)] = float("-inf")
    weights = torch.exp(scores - torch.logsumexp(scores, dim=-1, keepdim=True))
    return (weights @ v.double()).to(v.dtype), weights.to(q.dtype)
