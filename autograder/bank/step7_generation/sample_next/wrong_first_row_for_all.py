"""All rows get what was drawn for one of them. Each row has its own distribution and its own draw."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    B = logits.shape[0]
    if temperature == 0:
        return logits[:1].argmax(dim=-1, keepdim=True).expand(B, 1)
    logits = logits[:1] / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator).expand(B, 1)
