"""You keep what is larger than the next one after k: if they are equal, nothing may be left."""
def top_k_filter(logits, k):
    if k >= logits.shape[-1]:
        return logits.clone()
    following = torch.topk(logits, k + 1).values[:, -1:]
    return logits.masked_fill(logits <= following, -torch.inf)
