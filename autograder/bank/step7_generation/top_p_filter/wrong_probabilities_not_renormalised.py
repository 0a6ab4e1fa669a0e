"""You return probabilities, with 0 for what goes. The filter takes logits and gives logits, with -inf for what goes."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(torch.softmax(logits, dim=-1), descending=True)
    drop = ordered.cumsum(dim=-1) - ordered >= p
    drop[:, 0] = False
    return torch.zeros_like(logits).scatter(1, order, ordered.masked_fill(drop, 0.0))
