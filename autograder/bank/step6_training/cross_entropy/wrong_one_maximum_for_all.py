"""You subtract the largest logit of the whole batch. Where a position's own logits are far below it, all exponentials become 0. Each position has a maximum of its own."""
def cross_entropy(logits, targets):
    shifted = logits - logits.max()
    log_probs = shifted - torch.log(torch.exp(shifted).sum(dim=-1, keepdim=True))
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()
