"""You count wrong guesses. That number does not change when a weight changes a little, so nothing could be learned from it; the loss is −ln of the target's probability."""
def cross_entropy(logits, targets):
    return (logits.argmax(dim=-1) != targets).float().mean()
