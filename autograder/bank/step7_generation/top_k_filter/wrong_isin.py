"""You ask whether a logit is among the largest of any row: a number that stands in two rows stays in both."""
def top_k_filter(logits, k):
    values = torch.topk(logits, min(k, logits.shape[-1])).values
    return torch.where(torch.isin(logits, values), logits, -torch.inf)
