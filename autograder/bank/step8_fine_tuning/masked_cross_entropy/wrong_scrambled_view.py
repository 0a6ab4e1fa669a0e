"""You reshaped the logits so that numbers of different positions stand in one row. Flatten B and T, and leave the vocabulary last."""
def masked_cross_entropy(logits, labels):
    V = logits.shape[-1]
    return F.cross_entropy(logits.transpose(1, 2).reshape(-1, V), labels.flatten())
