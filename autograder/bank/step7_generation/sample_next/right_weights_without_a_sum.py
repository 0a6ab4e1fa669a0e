"""multinomial normalises by itself, so exponentials will do, stable by subtracting the maximum."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError
    if temperature == 0:
        temperature, top_k = 1.0, 1
    scaled = (logits - logits.max(dim=-1, keepdim=True).values) / temperature
    for kind, argument in ((top_k_filter, top_k), (top_p_filter, top_p)):
        if argument is not None:
            scaled = kind(scaled, argument)
    return torch.multinomial(scaled.exp(), 1, generator=generator)
