"""Your set stops just short of p: the token with which the sum reaches p is left out. It belongs to the set, or p is not reached."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
