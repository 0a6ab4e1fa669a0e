"""You look at the first row of the batch only. The mean is over all B · T positions."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits[0], dim=-1)
    return -log_probs.gather(-1, targets[0].unsqueeze(-1)).mean()
