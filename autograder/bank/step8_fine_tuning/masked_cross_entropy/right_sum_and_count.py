"""The sum of PyTorch's losses divided by a count."""
def masked_cross_entropy(logits, labels):
    total = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="sum")
    return total / labels.ne(-100).sum()
