"""You take the first k places for the k best. That is true of the sorted row only; in the row as it came, the likely tokens stand anywhere."""
def top_k_filter(logits, k):
    out = logits.clone()
    out[:, k:] = float("-inf")
    return out
