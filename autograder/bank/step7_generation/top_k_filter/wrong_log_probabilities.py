"""You return log-probabilities: the kept logits have moved. They are to come back unchanged."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return torch.log_softmax(logits.masked_fill(logits < threshold, float("-inf")), dim=-1)
