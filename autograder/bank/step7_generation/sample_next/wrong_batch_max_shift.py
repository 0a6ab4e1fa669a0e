"""You subtract the maximum of the whole batch. A row far below it is left without any probability. Each row has a
maximum of its own."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    z = logits / temperature
    if top_k is not None:
        z = top_k_filter(z, top_k)
    if top_p is not None:
        z = top_p_filter(z, top_p)
    e = torch.exp(z - z.max())
    return torch.multinomial(e / e.sum(dim=-1, keepdim=True), 1, generator=generator)
