"""A logit of -inf gets a tiny probability from you. It means forbidden, and must come out as exactly 0."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True)) + 1e-9
    return e / e.sum(dim=dim, keepdim=True)
