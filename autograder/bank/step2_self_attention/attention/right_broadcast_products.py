"""Sums of products in place of matrix products."""
def attention(q, k, v, mask=None):
    products = q.unsqueeze(-2) * k.unsqueeze(-3)
    scores = products.sum(dim=-1) / torch.sqrt(torch.tensor(float(q.shape[-1])))
    if mask is not None:
        scores = scores.masked_fill(torch.logical_not(mask), float("-inf"))
    weights = softmax(scores, dim=-1)
    output = (weights.unsqueeze(-1) * v.unsqueeze(-3)).sum(dim=-2)
    return output, weights
