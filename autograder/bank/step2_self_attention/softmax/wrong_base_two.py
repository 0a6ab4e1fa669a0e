"""You raise 2 to the logits in place of e. The result sums to 1 but is flatter than softmax."""
def softmax(x, dim=-1):
    e = 2 ** (x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
