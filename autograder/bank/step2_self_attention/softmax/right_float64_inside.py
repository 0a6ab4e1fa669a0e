"""Computed in double precision, given back in the type that came."""
def softmax(x, dim=-1):
    z = x.double()
    z = z - torch.max(z, dim=dim, keepdim=True).values
    p = torch.exp(z)
    p = p / torch.sum(p, dim=dim, keepdim=True)
    return p.to(x.dtype)
