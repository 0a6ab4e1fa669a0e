"""With k larger than the vocabulary your function stops with an error. Then nothing is filtered out."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))
