"""Your logits come back in sorted order. The place of a logit says which token it belongs to, so each has to return to where it was."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return ordered.masked_fill(drop, float("-inf"))
