"""You return probabilities. The filter takes logits and gives logits; the softmax comes once, after all filters."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return torch.softmax(logits.masked_fill(drop.scatter(1, order, drop), float("-inf")), dim=-1)
