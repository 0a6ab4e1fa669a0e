"""You keep one token too few: the k-th largest itself goes too. At equality with the threshold a logit stays."""
def top_k_filter(logits, k):
    values, order = torch.sort(logits, descending=True)
    k = min(k, logits.shape[-1])
    out = torch.full_like(logits, float("-inf"))
    return out.scatter(1, order[:, : k - 1], values[:, : k - 1])
