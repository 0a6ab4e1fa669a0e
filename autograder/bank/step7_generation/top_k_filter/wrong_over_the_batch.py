"""You compare the rows with each other: your top k runs over the batch. The tokens stand in the last dimension."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[0]), dim=0).values[-1]
    return logits.masked_fill(logits < threshold, float("-inf"))
