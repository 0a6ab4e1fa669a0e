"""The largest that is left is added to the set of every row that has not reached p."""
def top_p_filter(logits, p):
    probabilities = logits.softmax(dim=-1)
    left, keep = logits.clone(), torch.zeros_like(logits, dtype=torch.bool)
    rows = torch.arange(len(logits))
    for number in range(logits.shape[-1]):
        short = (probabilities * keep).sum(-1) < p if number else torch.ones(len(logits), dtype=torch.bool)
        best = left.argmax(dim=-1)
        keep[rows, best] |= short
        left[rows, best] = float("-inf")
    return torch.where(keep, logits, torch.full_like(logits, float("-inf")))
