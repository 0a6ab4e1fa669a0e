"""Your shift wraps around: the mark of the least likely token moves to the front and removes the best one. The most likely token always stays."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop = drop.roll(1, dims=-1)
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
