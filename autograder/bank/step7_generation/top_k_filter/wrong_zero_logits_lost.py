"""You take a 0 for an empty place. A logit of exactly 0 may be one of the largest."""
def top_k_filter(logits, k):
    v, i = torch.topk(logits, min(k, logits.size(-1)), dim=-1)
    out = torch.zeros_like(logits).scatter(-1, i, v)
    return out.masked_fill(out == 0, float("-inf"))
