"""A tiny number in the denominator, which is at least 1."""
def softmax(x, dim=-1):
    maximum = torch.amax(x, dim, keepdim=True)
    weights = torch.exp(x - maximum)
    return weights / (weights.sum(dim, keepdim=True) + 1e-9)
