"""Your mask is upside down: you average over the positions that should be skipped."""
def masked_cross_entropy(logits, labels):
    skipped = labels == -100
    losses = F.cross_entropy(logits.flatten(0, 1), labels.clamp(min=0).flatten(), reduction="none")
    return losses[skipped.flatten()].mean()
