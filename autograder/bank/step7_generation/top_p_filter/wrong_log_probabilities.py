"""You return log-probabilities: the kept logits have moved. They are to come back unchanged."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(torch.log_softmax(logits, dim=-1), descending=True)
    drop = ordered.exp().cumsum(dim=-1) - ordered.exp() >= p
    drop[:, 0] = False
    return torch.empty_like(logits).scatter(1, order, ordered.masked_fill(drop, float("-inf")))
