"""You take the order of the tokens for their ranks. `argsort` says which token comes first, not at which place a token comes."""
def top_k_filter(logits, k):
    order = logits.argsort(dim=-1, descending=True)
    return logits.masked_fill(order >= k, float("-inf"))
