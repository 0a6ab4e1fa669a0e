"""Choose the labelled positions, then an ordinary cross-entropy."""
def masked_cross_entropy(logits, labels):
    keep = labels != -100
    kept, targets = logits[keep], labels[keep]
    return (kept.logsumexp(-1) - kept.gather(-1, targets[:, None]).squeeze(-1)).mean()
