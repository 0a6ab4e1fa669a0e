"""You limit the logits to a fixed range to avoid overflow. Beyond that range different logits become equal, and so do their probabilities."""
def softmax(x, dim=-1):
    e = torch.exp(torch.clamp(x, -50, 50))
    return e / e.sum(dim=dim, keepdim=True)
