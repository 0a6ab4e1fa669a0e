"""You set the masked logits to 0 and keep the positions. Each then costs ln V, and they are still counted; leave them out."""
def masked_cross_entropy(logits, labels):
    mask = (labels != -100).unsqueeze(-1)
    return F.cross_entropy((logits * mask).flatten(0, 1), labels.clamp(min=0).flatten())
