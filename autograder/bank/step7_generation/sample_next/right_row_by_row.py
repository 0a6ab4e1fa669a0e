"""One row at a time, with a short candidate list from topk."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError("temperature < 0")
    drawn = []
    for row in logits:
        if temperature == 0:
            drawn.append(int(row.argmax()))
            continue
        size = len(row) if top_k is None else min(top_k, len(row))
        values, candidates = torch.topk(row / temperature, size)
        if top_p is not None:
            values = top_p_filter(values[None], top_p)[0]
        pick = torch.multinomial(values.softmax(-1), 1, generator=generator)
        drawn.append(candidates[pick].item())
    return torch.tensor(drawn).unsqueeze(1)
