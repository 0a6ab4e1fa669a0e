"""Sorted; a token stays while the probability of those before it is below p; the mask is scattered back."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, dim=-1, descending=True)
    probabilities = softmax(ordered, dim=-1)
    before = probabilities.cumsum(dim=-1) - probabilities
    drop = before >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(-1, order, drop), float("-inf"))
