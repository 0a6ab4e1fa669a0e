"""You divide by the sum over the whole tensor, so all the numbers together sum to 1. Each row along `dim` should sum to 1 by itself."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum()
