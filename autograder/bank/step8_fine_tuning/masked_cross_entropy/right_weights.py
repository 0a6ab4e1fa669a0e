"""All losses, with weights 0 and 1."""
def masked_cross_entropy(logits, labels):
    mask = (labels != -100).float()
    safe = labels.clamp(min=0)
    log_probs = F.log_softmax(logits, dim=-1)
    losses = -log_probs.gather(-1, safe.unsqueeze(-1)).squeeze(-1)
    return (losses * mask).sum() / mask.sum()
