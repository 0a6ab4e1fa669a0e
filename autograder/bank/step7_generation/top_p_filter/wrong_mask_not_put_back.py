"""Your mask is in sorted order and the logits are not. What is at place 0 after sorting stood somewhere else before: the mask must travel back."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop, float("-inf"))
