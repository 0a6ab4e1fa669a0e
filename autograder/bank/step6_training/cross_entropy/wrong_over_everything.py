"""Your probabilities sum to one over the whole batch. Each position makes a choice of its own."""
def cross_entropy(logits, targets):
    m = logits.max()
    log_total = m + torch.log(torch.exp(logits - m).sum())
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_total - chosen).mean()
