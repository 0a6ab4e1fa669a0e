"""Your set may be empty: where the most likely token alone is above p, even that one goes, and no token is left to draw. The token with which the sum reaches p belongs to the set."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    keep = torch.softmax(ordered, dim=-1).cumsum(dim=-1) < p
    return torch.where(torch.zeros_like(keep).scatter(1, order, keep), logits, float("-inf"))
