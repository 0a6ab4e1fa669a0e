"""(1 - mask) times a large negative number."""
def attention(q, k, v, mask=None):
    logits = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(q.shape[-1]))
    if mask is not None:
        logits = logits + (1.0 - mask.float()) * -1e9
    w = softmax(logits, dim=-1)
    return (w @ v, w)
