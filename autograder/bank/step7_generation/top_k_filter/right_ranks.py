"""The rank of each logit by sorting twice; ranks 0 to k - 1 stay."""
def top_k_filter(logits, k):
    ranks = logits.argsort(dim=-1, descending=True).argsort(dim=-1)
    return logits.masked_fill(ranks >= k, -float("inf"))
