"""You probably take absolute values somewhere. A very negative logit should give a small probability, not a large one."""
def softmax(x, dim=-1):
    x = x.abs()
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
