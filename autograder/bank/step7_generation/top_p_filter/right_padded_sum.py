"""The cumulative sum with a zero put in front, so that each token sees what came before it."""
def top_p_filter(logits, p):
    probs = torch.softmax(logits, dim=-1)
    ordered, order = probs.sort(dim=-1, descending=True)
    before = F.pad(ordered.cumsum(-1), (1, 0))[:, :-1]
    keep = (before < p) | (torch.arange(logits.shape[1]) == 0)
    keep = torch.zeros_like(keep).scatter_(1, order, keep)
    return torch.where(keep, logits, -torch.inf)
