"""You set the others to 0. A logit of 0 is an ordinary score, e⁰ = 1, so these tokens can still be drawn."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), 0.0)
