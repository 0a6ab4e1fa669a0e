"""You multiply by -inf, and 0 times infinity is nan. Pick the places instead of multiplying."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    drop = (logits < threshold).float()
    return logits * (1 - drop) + drop * float("-inf")
