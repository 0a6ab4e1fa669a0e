"""Through logsumexp (at 1e4 good to 1e-3, no better: float32 there)."""
def softmax(x, dim=-1):
    return torch.exp(x - torch.logsumexp(x, dim=dim, keepdim=True))
