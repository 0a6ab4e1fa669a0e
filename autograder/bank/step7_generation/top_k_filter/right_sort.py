"""Everything sorted, then the value at place k as threshold."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    ordered, _ = torch.sort(logits, dim=-1, descending=True)
    threshold = ordered[:, min(k, V) - 1].unsqueeze(1)
    filtered = logits.clone()
    filtered[filtered < threshold] = float("-inf")
    return filtered
