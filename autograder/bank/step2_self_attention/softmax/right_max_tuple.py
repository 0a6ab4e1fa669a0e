"""max gives a pair, of which the first is taken."""
def softmax(x, dim=-1):
    m = x.max(dim, keepdim=True)[0]
    return (x - m).exp() / (x - m).exp().sum(dim, keepdim=True)
