"""You keep one token too few: the k-th largest itself goes too. At equality with the threshold a logit stays."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits <= threshold, float("-inf"))
