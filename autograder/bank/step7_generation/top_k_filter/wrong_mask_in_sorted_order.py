"""You take the first k places for the k best. That is true of the sorted row only; in the row as it came, the likely tokens stand anywhere."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits, descending=True).values
    k = min(k, logits.shape[-1])
    drop = ordered < ordered[:, k - 1 : k]
    return logits.masked_fill(drop, float("-inf"))
