"""With k equal to the vocabulary size or more, you still filter the least likely token out. Then nothing is to change."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1] - 1)
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))
