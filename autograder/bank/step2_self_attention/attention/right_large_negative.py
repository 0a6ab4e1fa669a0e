"""-1e9 for what is forbidden."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2)
    scores = scores / (q.shape[-1] ** 0.5)
    if mask is not None:
        scores = scores.masked_fill(mask.logical_not(), -1e9)
    p_attn = scores.softmax(dim=-1)
    return p_attn @ v, p_attn
