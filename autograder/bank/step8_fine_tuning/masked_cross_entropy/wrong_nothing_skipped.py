"""You count the masked positions too, as if their label were token 0. They are to be left out."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten().clamp(min=0))
