"""You take the labels' logits as if they were logarithms of probabilities. nll_loss expects log-probabilities; nothing has made them sum to one yet."""
def masked_cross_entropy(logits, labels):
    return F.nll_loss(logits.flatten(0, 1), labels.flatten())
