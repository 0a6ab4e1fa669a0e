"""kthvalue counts from the smallest, so the k-th largest is number V - k + 1."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return logits.clone()
    threshold = torch.kthvalue(logits, V - k + 1, dim=-1, keepdim=True).values
    return torch.where(logits >= threshold, logits, float("-inf"))
