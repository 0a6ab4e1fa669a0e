"""You rank the logits by their size without their sign. A very negative logit is a very unlikely token."""
def top_k_filter(logits, k):
    indices = logits.abs().topk(min(k, logits.shape[-1])).indices
    return torch.full_like(logits, float("-inf")).scatter(1, indices, logits.gather(1, indices))
