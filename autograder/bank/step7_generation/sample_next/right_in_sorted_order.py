"""Sorted once: both filters are cut in the sorted row, and the place that is drawn is looked up in the order."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("no negative temperature")
    values, order = torch.sort(logits, dim=-1, descending=True)
    if temperature == 0:
        return order[:, :1]
    values = values / temperature
    if top_k is not None:
        values = values[:, :top_k]
    probabilities = torch.softmax(values, dim=-1)
    if top_p is not None:
        before = probabilities.cumsum(dim=-1) - probabilities
        keep = before < top_p
        keep[:, 0] = True
        probabilities = probabilities * keep
    place = torch.multinomial(probabilities, 1, generator=generator)
    return order.gather(1, place)
