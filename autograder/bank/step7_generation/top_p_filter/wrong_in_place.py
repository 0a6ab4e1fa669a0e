"""You change the logits that were handed in. The caller may still need them, to try another p: work on a copy."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    logits[drop.scatter(1, order, drop)] = float("-inf")
    return logits
