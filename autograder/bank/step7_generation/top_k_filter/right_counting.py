"""A logit stays when fewer than k of its row are larger: all pairs compared, nothing sorted."""
def top_k_filter(logits, k):
    larger = (logits[:, None, :] > logits[:, :, None]).sum(dim=-1)  # (B, V)
    out = logits.clone()
    out[larger >= k] = float("-inf")
    return out
