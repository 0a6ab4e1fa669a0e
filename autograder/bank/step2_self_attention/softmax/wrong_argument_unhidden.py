"""You write into the tensor that you were given. The caller still needs those logits: work on a new tensor."""
def softmax(x, dim=-1):
    with torch.no_grad():
        x[x == float("-inf")] = -1e9
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
