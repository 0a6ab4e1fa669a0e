"""You divide the exponentials by their Euclidean length, so the squares sum to 1. The probabilities themselves should."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.norm(dim=dim, keepdim=True)
