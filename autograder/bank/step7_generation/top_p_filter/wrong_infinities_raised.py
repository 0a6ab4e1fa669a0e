"""What was -inf before your filter comes back as a finite number. A token that is out stays out."""
def top_p_filter(logits, p):
    logits = torch.nan_to_num(logits, neginf=0.0)
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))
