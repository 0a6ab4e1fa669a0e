"""You look at a fixed number of candidates and let them share all the probability. The others have theirs, too."""
def top_p_filter(logits, p):
    ordered, order = logits.topk(min(100, logits.shape[1]), dim=-1)
    probs = ordered.softmax(dim=-1)
    keep = probs.cumsum(dim=-1) - probs < p
    keep[:, 0] = True
    out = torch.full_like(logits, -torch.inf)
    return out.scatter(1, order, ordered.masked_fill(~keep, -torch.inf))
