"""You exchange the axes of the keys in a way that fits one number of axes only. There may be none, one or several in front: name the last two from the end."""
def attention(q, k, v, mask=None):
    B, T, d_k = q.shape
    scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return torch.bmm(weights, v), weights
