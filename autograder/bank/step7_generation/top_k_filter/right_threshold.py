"""The k-th largest of each row as a threshold; k brought down to V."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    smallest_kept = torch.topk(logits, k, dim=-1).values[:, -1:]
    return logits.masked_fill(logits < smallest_kept, float("-inf"))
