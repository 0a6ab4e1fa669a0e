"""You divide by the number of rows only. The mean is over all B · T positions."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    losses = -log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return losses.sum(dim=1).mean()
