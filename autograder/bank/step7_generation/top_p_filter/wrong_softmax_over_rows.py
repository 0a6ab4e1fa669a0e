"""Your softmax runs down the batch, so the tokens of a row do not sum to 1. Each row is a distribution of its own."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=0)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
