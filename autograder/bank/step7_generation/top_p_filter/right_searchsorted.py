"""searchsorted tells how many tokens reach p; ranks beyond that go."""
def top_p_filter(logits, p):
    V = logits.shape[-1]
    order = logits.argsort(dim=-1, descending=True)
    cumulative = logits.softmax(-1).gather(-1, order).cumsum(-1)
    wanted = torch.full((logits.shape[0], 1), float(p))
    count = (torch.searchsorted(cumulative.contiguous(), wanted) + 1).clamp(1, V)
    ranks = order.argsort(dim=-1)
    return torch.where(ranks < count, logits, float("-inf"))
