"""An error class of its own, a subclass of ValueError; the comparison in another form."""
class NegativeTemperature(ValueError):
    pass


def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if math.copysign(1, temperature) < 0 and temperature != 0:
        raise NegativeTemperature(temperature)
    if not temperature:
        return torch.stack([row.argmax() for row in logits]).view(-1, 1)
    out = logits.clone()
    out /= temperature
    if top_k is not None and top_k < out.shape[-1]:
        out = top_k_filter(out, top_k)
    if top_p is not None and top_p < 1:
        out = top_p_filter(out, top_p)
    probabilities = torch.exp(out - out.logsumexp(dim=-1, keepdim=True))
    return probabilities.multinomial(1, generator=generator)
