"""Your temperature changes nothing: it is unused, or it divides the probabilities, and the draw normalises them again. It belongs on the logits, before anything else."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    probabilities = torch.softmax(logits, dim=-1) / temperature
    return torch.multinomial(probabilities, 1, generator=generator)
