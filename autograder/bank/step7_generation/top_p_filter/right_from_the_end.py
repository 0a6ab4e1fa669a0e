"""Sorted from the least likely: what sums up to at most 1 - p goes, except the last."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits.double(), descending=False)
    below = ordered.softmax(dim=-1).cumsum(dim=-1)
    drop = below <= 1 - p + 1e-12
    drop[:, -1] = False
    drop = drop.gather(1, order.argsort(dim=-1))
    return logits.masked_fill(drop, float("-inf"))
