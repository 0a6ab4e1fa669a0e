"""You look for the k largest of the whole batch. Each row keeps k of its own."""
def top_k_filter(logits, k):
    flat = logits.flatten()
    threshold = flat.topk(min(k, len(flat))).values[-1]
    return logits.masked_fill(logits < threshold, float("-inf"))
