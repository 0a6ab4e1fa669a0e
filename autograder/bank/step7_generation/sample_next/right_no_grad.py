"""Decorated with no_grad; the zero is caught by a threshold far below any real temperature."""
@torch.no_grad()
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0.0:
        raise ValueError("The temperature is a number of 0 or more.")
    if temperature < 1e-30:
        _, best = torch.max(logits, dim=-1, keepdim=True)
        return best
    x = logits / temperature
    if top_k is not None:
        x = top_k_filter(x, top_k)
    if top_p is not None:
        x = top_p_filter(x, top_p)
    return torch.multinomial(torch.softmax(x, -1), 1, generator=generator)
