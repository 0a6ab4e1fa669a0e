"""You keep one token too many. In a sorted row the k-th largest stands at index k - 1."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return logits
    ordered = torch.sort(logits, descending=True).values
    return logits.masked_fill(logits < ordered[:, k : k + 1], float("-inf"))
