"""torch.where picks the targets out."""
def cross_entropy(logits, targets):
    V = logits.shape[-1]
    hit = torch.arange(V) == targets.unsqueeze(-1)
    right_logit = torch.where(hit, logits, torch.zeros_like(logits)).sum(-1)
    return torch.mean(torch.logsumexp(logits, -1) - right_logit)
