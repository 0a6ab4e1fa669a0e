"""You leave the positions in the place where PyTorch expects the vocabulary: it wants the classes in the second dimension. Flatten B and T first."""
def masked_cross_entropy(logits, labels):
    keep = (labels != -100).float()
    log_probs = F.log_softmax(logits, dim=1)
    losses = -log_probs.gather(-1, labels.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return (losses * keep).sum() / keep.sum()
