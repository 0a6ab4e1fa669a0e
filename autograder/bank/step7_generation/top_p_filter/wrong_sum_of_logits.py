"""You add up logits. Only probabilities sum to 1 and can be compared with p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = ordered.cumsum(dim=-1) - ordered >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
