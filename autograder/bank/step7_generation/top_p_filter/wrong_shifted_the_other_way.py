"""You shift the mask the wrong way, so the set stops two tokens early. The token with which the sum reaches p still belongs to it."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop[:, :-1] = drop[:, 1:].clone()
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
