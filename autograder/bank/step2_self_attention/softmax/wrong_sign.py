"""Your probabilities fall where the logits rise. Somewhere a sign is turned around."""
def softmax(x, dim=-1):
    e = torch.exp(-(x - x.amin(dim=dim, keepdim=True)))
    return e / e.sum(dim=dim, keepdim=True)
