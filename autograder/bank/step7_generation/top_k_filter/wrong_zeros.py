"""You set the others to 0. A logit of 0 is an ordinary score, e⁰ = 1, so these tokens can still be drawn."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits * (logits >= threshold)
