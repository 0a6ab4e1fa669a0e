"""You write into the tensor that you were given. The caller still needs those logits: work on a new tensor."""
def softmax(x, dim=-1):
    x -= x.amax(dim=dim, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(dim=dim, keepdim=True)
