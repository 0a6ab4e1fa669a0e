"""A logit of -inf gets a tiny probability from you. It means forbidden, and must come out as exactly 0."""
def softmax(x, dim=-1):
    z = x - x.amax(dim=dim, keepdim=True)
    e = torch.exp(z.clamp(min=-80))
    return e / e.sum(dim=dim, keepdim=True)
