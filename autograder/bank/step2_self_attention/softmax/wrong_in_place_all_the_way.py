"""You write into the tensor that you were given. The caller still needs those logits: work on a new tensor."""
def softmax(x, dim=-1):
    x.sub_(x.max(dim=dim, keepdim=True).values).exp_()
    x.div_(x.sum(dim=dim, keepdim=True))
    return x
