"""Your loss looks up a probability at every position, and −100 is no token: Python stops, or counts it from the end of the vocabulary. Leave out the positions whose label is −100 first."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-1)
