"""You leave out the label 0 as well. It is a token like any other; only −100 means "no label"."""
def masked_cross_entropy(logits, labels):
    keep = labels > 0
    return F.cross_entropy(logits[keep], labels[keep])
