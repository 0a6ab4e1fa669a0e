"""A tensor of shape (1,), which holds a single number, too."""
def masked_cross_entropy(logits, labels):
    mask = (labels != -100).flatten()
    losses = nn.CrossEntropyLoss(reduction="none")(logits.flatten(0, 1)[mask], labels.flatten()[mask])
    return losses.mean(dim=0, keepdim=True)
