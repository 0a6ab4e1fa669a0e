"""k times the largest that is left is moved over."""
def top_k_filter(logits, k):
    left = logits.clone()
    out = torch.full_like(logits, float("-inf"))
    rows = torch.arange(logits.shape[0])
    for _ in range(min(k, logits.shape[1])):
        best = left.argmax(dim=1)
        out[rows, best] = logits[rows, best]
        left[rows, best] = float("-inf")
    return out
