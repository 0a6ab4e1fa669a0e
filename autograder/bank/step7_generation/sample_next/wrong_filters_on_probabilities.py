"""You take the softmax too early: the filters, or a second softmax, then meet probabilities where they expect logits, and the distribution is flattened almost to chance. The softmax comes once, at the end."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    probabilities = torch.softmax(logits / temperature, dim=-1)
    if top_k is not None:
        probabilities = top_k_filter(probabilities, top_k)
    if top_p is not None:
        probabilities = top_p_filter(probabilities, top_p)
    return torch.multinomial(probabilities.clamp(min=0), 1, generator=generator)
