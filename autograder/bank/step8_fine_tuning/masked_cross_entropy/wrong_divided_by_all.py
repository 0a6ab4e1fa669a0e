"""You divide by all positions, the masked ones too. Then a batch with more padding has a smaller loss and smaller gradients: divide by the number of labels that count."""
def masked_cross_entropy(logits, labels):
    losses = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none")
    return losses.mean()
