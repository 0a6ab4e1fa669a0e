"""Your cumulative sum or your softmax runs over the whole batch. Each row is a distribution of its own."""
def top_p_filter(logits, p):
    flat = logits.flatten()
    ordered, order = torch.sort(flat, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[0] = False
    return flat.masked_fill(drop.scatter(0, order, drop), float("-inf")).view_as(logits)
