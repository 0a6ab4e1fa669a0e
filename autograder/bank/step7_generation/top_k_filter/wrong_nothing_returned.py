"""Your function ends without giving anything back."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    logits.masked_fill(logits < threshold, float("-inf"))
