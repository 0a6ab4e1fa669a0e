"""Double precision all the way out."""
def softmax(x, dim=-1):
    x = x.to(torch.float64)
    x = x - x.amax(dim=dim, keepdim=True)
    return torch.exp(x) / torch.exp(x).sum(dim=dim, keepdim=True)
