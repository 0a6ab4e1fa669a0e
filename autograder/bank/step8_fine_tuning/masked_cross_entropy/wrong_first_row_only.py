"""You look at the first row of the batch only. The mean is over the labels of all rows."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits[0], labels[0])
