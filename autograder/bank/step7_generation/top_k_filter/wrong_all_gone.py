"""With k equal to the vocabulary size or more, you filter out too much. Then nothing is to change."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return torch.full_like(logits, float("-inf"))
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))
