"""Without a generator your function stops. It may be None, and then PyTorch's own random numbers serve."""
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
    cumulative = torch.softmax(logits.double(), dim=-1).cumsum(dim=-1)
    dart = torch.rand(len(logits), 1, generator=generator, device=generator.device) * cumulative[:, -1:]
    return (cumulative <= dart).sum(dim=-1, keepdim=True)
