"""A loss for each position, then a choice among them."""
def masked_cross_entropy(logits, labels):
    B, T, V = logits.shape
    losses = F.cross_entropy(logits.view(B * T, V), labels.view(B * T), reduction="none").view(B, T)
    return losses[labels != -100].mean()
