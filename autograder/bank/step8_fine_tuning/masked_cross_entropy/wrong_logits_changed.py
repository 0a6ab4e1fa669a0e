"""You write into the logits. They are the caller's, and gradients flow through them: work on a copy."""
def masked_cross_entropy(logits, labels):
    mask = labels != -100
    logits.data[~mask] = 0.0
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten())
