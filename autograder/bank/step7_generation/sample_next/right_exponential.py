"""The race of exponential clocks: probability over noise, the largest wins."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if not temperature >= 0:
        raise ValueError("temperature")
    if temperature == 0:
        return logits.max(dim=1, keepdim=True).indices
    filtered = logits * (1.0 / temperature)
    if top_k is not None:
        filtered = top_k_filter(filtered, top_k)
    if top_p is not None:
        filtered = top_p_filter(filtered, top_p)
    probs = F.softmax(filtered, dim=-1)
    clocks = torch.empty_like(probs).exponential_(1.0, generator=generator)
    return (probs / clocks).argmax(dim=-1, keepdim=True)
