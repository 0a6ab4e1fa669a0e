"""One uniform number a row, found in the cumulative sum."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature must be 0 or more")
    if temperature == 0:
        return logits.topk(1).indices
    logits = logits.double() / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    cumulative = torch.softmax(logits, dim=-1).cumsum(dim=-1)
    dart = torch.rand(len(logits), 1, generator=generator, dtype=torch.float64) * cumulative[:, -1:]
    return (cumulative <= dart).sum(dim=-1, keepdim=True)
