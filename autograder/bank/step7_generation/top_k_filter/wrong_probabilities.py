"""You return probabilities. The filter takes logits and gives logits; the softmax comes once, after all filters."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return torch.softmax(logits.masked_fill(logits < threshold, float("-inf")), dim=-1)
