"""You change the logits that were handed in. The caller may still need them, to try another p: work on a copy."""
def top_p_filter(logits, p):
    for row in logits:
        order = row.argsort(descending=True)
        probabilities = torch.softmax(row, dim=-1)[order]
        before = probabilities.cumsum(dim=0) - probabilities
        row[order[1:][before[1:] >= p]] = float("-inf")
    return logits
