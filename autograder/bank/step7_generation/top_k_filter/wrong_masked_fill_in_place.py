"""You change the logits that were handed in. The caller may still need them, to try another k: work on a copy."""
def top_k_filter(logits, k):
    values, _ = torch.topk(logits, min(k, logits.size(-1)))
    return logits.masked_fill_(logits < values[:, [-1]], -float("inf"))
