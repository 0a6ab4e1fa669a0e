"""You return the mask. It still has to be applied to the logits."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    keep = probabilities.cumsum(dim=-1) - probabilities < p
    keep[:, 0] = True
    return keep.scatter(1, order, keep)
