"""An empty row of -inf, and the k values scattered into it."""
def top_k_filter(logits, k):
    values, indices = logits.topk(min(k, logits.size(-1)), dim=-1)
    return torch.full_like(logits, -math.inf).scatter(-1, indices, values)
