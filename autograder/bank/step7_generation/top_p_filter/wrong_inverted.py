"""You remove the set and keep the rest: the condition is the wrong way round."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    keep = probabilities.cumsum(dim=-1) - probabilities < p
    keep[:, 0] = True
    return logits.masked_fill(keep.scatter(1, order, keep), float("-inf"))
