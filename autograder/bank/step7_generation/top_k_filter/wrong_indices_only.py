"""You return which tokens are kept. The logits themselves are asked for, with -inf at the places of the others."""
def top_k_filter(logits, k):
    return torch.topk(logits, min(k, logits.shape[-1])).indices
