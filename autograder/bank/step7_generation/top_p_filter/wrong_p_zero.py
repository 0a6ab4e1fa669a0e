"""With p = 0 your set is empty. Never fewer than one token: the most likely one always stays."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
