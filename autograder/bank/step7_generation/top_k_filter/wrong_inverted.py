"""You remove the k most likely tokens and keep the rest: the condition is the wrong way round."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits.masked_fill(logits >= threshold, float("-inf"))
