"""You shift logits and labels against each other. The labels are already one ahead; shifted again, the model learns to skip a token."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten())
