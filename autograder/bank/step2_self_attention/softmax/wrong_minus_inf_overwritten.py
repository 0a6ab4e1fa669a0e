"""You write into the tensor that you were given. The caller still needs those logits: work on a new tensor."""
def softmax(x, dim=-1):
    x[x == float("-inf")] = -1e9
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
