"""You change the logits that were handed in. The caller may still need them, to try another k: work on a copy."""
def top_k_filter(logits, k):
    filtered = logits
    order = torch.argsort(logits, dim=-1, descending=True)
    for row, losers in zip(filtered, order[:, k:]):
        row[losers] = float("-inf")
    return filtered
