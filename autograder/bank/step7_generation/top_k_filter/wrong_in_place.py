"""You change the logits that were handed in. The caller may still need them, to try another k: work on a copy."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    threshold = torch.topk(logits, k).values[:, -1:]
    logits[logits < threshold] = float("-inf")
    return logits
