"""You use the first row's mask for all rows. Each row has a mask of its own."""
def masked_cross_entropy(logits, labels):
    keep = labels[0] != -100
    return F.cross_entropy(logits[:, keep].flatten(0, 1), labels[:, keep].flatten().clamp(min=0))
