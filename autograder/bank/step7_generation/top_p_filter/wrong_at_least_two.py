"""You always keep at least two tokens. One alone may reach p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, :2] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
