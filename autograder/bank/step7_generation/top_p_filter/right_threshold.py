"""The last logit that is needed becomes a threshold for its row."""
def top_p_filter(logits, p):
    ordered = logits.sort(dim=-1, descending=True).values
    probs = ordered.softmax(dim=-1)
    needed = ((probs.cumsum(dim=-1) - probs) < p).sum(dim=-1, keepdim=True).clamp(min=1)
    threshold = ordered.gather(-1, needed - 1)
    filtered = logits.clone()
    filtered[logits < threshold] = float("-inf")
    return filtered
