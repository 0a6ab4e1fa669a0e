"""The sorted logits are blanked and scattered to where they came from."""
def top_p_filter(logits, p):
    values, order = torch.sort(logits, dim=1, descending=True)
    probs = F.softmax(values, dim=1)
    mask = torch.roll(torch.cumsum(probs, dim=1), 1, dims=1)
    mask[:, 0] = -1.0
    values = values.masked_fill(mask >= p, float("-inf"))
    return torch.empty_like(logits).scatter_(1, order, values)
