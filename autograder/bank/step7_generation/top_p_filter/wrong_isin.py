"""You ask whether a logit is among those that stay in any row: a number that stands in two rows stays in both."""
def top_p_filter(logits, p):
    ordered = logits.sort(descending=True).values
    shares = softmax(ordered)
    stays = shares.cumsum(dim=-1) - shares < p
    stays[:, 0] = True
    return torch.where(torch.isin(logits, ordered[stays]), logits, -torch.inf)
