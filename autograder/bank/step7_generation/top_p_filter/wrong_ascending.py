"""You start with the least likely tokens, so the unlikely ones are kept and the likely ones go."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
