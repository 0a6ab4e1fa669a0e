"""You divide by the number of rows. Divide by the number of labels that are not −100."""
def masked_cross_entropy(logits, labels):
    total = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="sum")
    return total / labels.shape[0]
