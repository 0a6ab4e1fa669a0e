"""Exponentials times the mask, then normalised, with the maximum of what is allowed subtracted."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        mask = torch.ones_like(scores).bool()
    highest = scores.masked_fill(~mask, -math.inf).amax(dim=-1, keepdim=True)
    e = torch.exp((scores - highest).clamp(max=0.0)) * mask
    weights = e / e.sum(dim=-1, keepdim=True)
    return weights @ v, weights
