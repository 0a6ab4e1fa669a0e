"""In your shift each place copies the one before it, which has just been overwritten: the first value runs through the whole row, and nothing is removed."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop[:, 0] = False
    for i in range(1, drop.shape[1]):
        drop[:, i] = drop[:, i - 1]
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
