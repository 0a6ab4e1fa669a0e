"""You return the mask. It still has to be applied to the logits."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits >= threshold
