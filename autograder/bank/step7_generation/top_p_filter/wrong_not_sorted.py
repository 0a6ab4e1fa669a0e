"""You add the probabilities up in the order of the vocabulary. The most likely ones come first: sort before you sum."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop, float("-inf"))
