"""You apply the softmax twice: once yourself, once inside the logarithm of the softmax. The logits go in as they are; squeezed into 0 to 1, they can hardly say anything."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    log_probs = F.log_softmax(probs, dim=-1)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()
