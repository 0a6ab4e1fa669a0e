"""You keep the share p of the vocabulary, counted in tokens. It is their probability that has to reach p."""
def top_p_filter(logits, p):
    V = logits.shape[-1]
    return top_k_filter(logits, max(1, round(p * V)))
