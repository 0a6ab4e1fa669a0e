"""Your loss has the wrong sign: it is −ln p, and never negative. Training would make the right answer less likely."""
def masked_cross_entropy(logits, labels):
    keep = labels != -100
    log_probs = F.log_softmax(logits[keep], dim=-1)
    return log_probs.gather(-1, labels[keep].unsqueeze(-1)).mean()
