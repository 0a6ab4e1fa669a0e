"""The exponentials divided by their L1 norm."""
def softmax(x, dim=-1):
    return F.normalize(torch.exp(x - x.amax(dim, keepdim=True)), p=1, dim=dim)
