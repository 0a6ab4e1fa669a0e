"""You take for granted that there are as many keys as queries. A query may look at a longer or shorter text than its own."""
def attention(q, k, v, mask=None):
    T, d_k = q.shape[-2:]
    scores = q @ k.transpose(-2, -1) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(~mask[..., :T, :T], float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights.reshape(*q.shape[:-2], T, T) @ v, weights
