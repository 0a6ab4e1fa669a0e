"""Split into a distribution and a draw; a neutral value where an argument is missing."""
def next_distribution(logits, temperature, top_k, top_p):
    V = logits.size(-1)
    logits = top_k_filter(logits / temperature, V if top_k is None else top_k)
    logits = top_p_filter(logits, 1.0 if top_p is None else top_p)
    return torch.softmax(logits, dim=-1)


def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError(f"temperature {temperature} is negative")
    if temperature == 0:
        best = logits.max(dim=-1, keepdim=True).values
        return (logits == best).float().argmax(dim=-1, keepdim=True)
    return torch.multinomial(next_distribution(logits, temperature, top_k, top_p), 1, generator=generator)
