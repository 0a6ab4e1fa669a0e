"""A batch of one comes back without its axes. The result is always (B, 1)."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits.squeeze(0) / temperature
    if top_k is not None:
        logits = top_k_filter(logits.view(-1, logits.shape[-1]), top_k).view_as(logits)
    if top_p is not None:
        logits = top_p_filter(logits.view(-1, logits.shape[-1]), top_p).view_as(logits)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)
