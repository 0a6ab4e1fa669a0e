"""A flat view and computed indices."""
def cross_entropy(logits, targets):
    B, T, V = logits.shape
    flat = logits.contiguous().view(-1)
    picked = flat[torch.arange(B * T) * V + targets.reshape(-1)]
    return (torch.logsumexp(logits.reshape(B * T, V), dim=1) - picked).mean()
