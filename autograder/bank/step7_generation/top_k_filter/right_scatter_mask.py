"""A boolean mask of what is kept, by scatter, then torch.where. k of V or more gives the very tensor back."""
def top_k_filter(logits, k):
    if k >= logits.shape[1]:
        return logits
    keep = torch.zeros_like(logits, dtype=torch.bool)
    keep.scatter_(1, logits.topk(k).indices, True)
    return torch.where(keep, logits, torch.tensor(float("-inf")))
