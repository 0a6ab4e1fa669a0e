"""-inf added to what goes: a mask of 0 and -inf."""
def top_k_filter(logits, k):
    B, V = logits.shape
    penalty = torch.full((B, V), float("-inf"))
    penalty[torch.arange(B)[:, None], logits.topk(min(k, V)).indices] = 0.0
    return logits + penalty
