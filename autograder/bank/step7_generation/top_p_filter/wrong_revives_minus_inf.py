"""You make finite numbers of logits that are -inf. What was filtered out before must stay out."""
def top_p_filter(logits, p):
    safe = logits.clamp(min=-1e4)
    if p >= 1:
        return safe
    ordered, order = safe.sort(dim=-1, descending=True)
    probs = ordered.softmax(dim=-1)
    keep = probs.cumsum(dim=-1) - probs < p
    keep[:, 0] = True
    return safe.masked_fill(~torch.zeros_like(keep).scatter(1, order, keep), -torch.inf)
