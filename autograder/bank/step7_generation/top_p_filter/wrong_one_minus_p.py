"""You have p and 1 − p the wrong way round: your set reaches 1 − p, or a tail of p is cut off. What is kept has to reach p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= 1 - p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
