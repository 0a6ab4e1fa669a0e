"""All your rows share one random number, so equal rows always get equal tokens. Each row needs a draw of its own."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    cumulative = torch.softmax(logits, dim=-1).cumsum(dim=-1)
    dart = torch.rand(1, generator=generator)
    return (cumulative <= dart).sum(dim=-1, keepdim=True).clamp(max=logits.shape[-1] - 1)
