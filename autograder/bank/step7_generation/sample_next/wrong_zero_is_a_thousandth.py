"""Temperature 0 became a small temperature, which still throws dice where two logits are very close. Take the largest."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    z = logits / max(temperature, 1e-3)
    if top_k is not None:
        z = top_k_filter(z, top_k)
    if top_p is not None:
        z = top_p_filter(z, top_p)
    return torch.multinomial(torch.softmax(z, dim=-1), 1, generator=generator)
