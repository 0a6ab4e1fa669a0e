"""You apply the softmax before a loss that applies it itself. The logits go in as they are."""
def masked_cross_entropy(logits, labels):
    probs = F.softmax(logits, dim=-1)
    return F.cross_entropy(probs.flatten(0, 1), labels.flatten())
