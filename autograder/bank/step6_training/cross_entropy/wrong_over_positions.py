"""Your softmax runs over the positions. The choice is between the V tokens: the last dimension."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=1)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()
