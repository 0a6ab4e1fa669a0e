"""You do not let the temperature go below 0.3, so small ones draw too wildly."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / max(temperature, 0.3)
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(softmax(logits), 1, generator=generator)
