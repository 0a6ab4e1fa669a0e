"""logcumsumexp instead of probabilities. p of 1 or more gives the very tensor back."""
def top_p_filter(logits, p):
    if p >= 1:
        return logits
    ordered, order = logits.sort(dim=-1, descending=True)
    share = ordered.logcumsumexp(dim=-1) - ordered.logsumexp(dim=-1, keepdim=True)
    reached = share.exp() >= p
    keep = torch.cat([torch.ones_like(reached[:, :1]), ~reached[:, :-1]], dim=-1)
    out = torch.full_like(logits, float("-inf"))
    for b in range(len(logits)):
        chosen = order[b][keep[b]]
        out[b, chosen] = logits[b, chosen]
    return out
