"""Your threshold is the k-th smallest logit. The k largest are asked for; mind from which end you count."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return logits
    threshold = logits.kthvalue(k, dim=-1, keepdim=True).values
    return logits.masked_fill(logits < threshold, float("-inf"))
