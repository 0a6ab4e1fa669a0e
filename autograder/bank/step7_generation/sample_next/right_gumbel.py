"""Gumbel noise and an argmax instead of a softmax and a draw."""
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    if temperature < 0:
        raise ValueError(f"negative temperature {temperature}")
    if temperature == 0.0:
        return torch.argmax(logits, -1).unsqueeze(-1)
    scores = logits / temperature
    scores = scores if top_k is None else top_k_filter(scores, top_k)
    scores = scores if top_p is None else top_p_filter(scores, top_p)
    uniform = torch.rand(scores.shape, generator=generator).clamp_(1e-12, 1 - 1e-7)
    return (scores - torch.log(-torch.log(uniform))).argmax(dim=-1, keepdim=True)
