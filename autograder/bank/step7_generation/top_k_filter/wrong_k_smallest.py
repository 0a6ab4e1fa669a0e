"""You keep the k smallest logits. The largest belong to the likely tokens."""
def top_k_filter(logits, k):
    values, indices = torch.topk(logits, min(k, logits.shape[-1]), largest=False)
    return torch.full_like(logits, float("-inf")).scatter(1, indices, values)
