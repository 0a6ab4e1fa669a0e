"""All pairs compared: the probability of everything more likely than a token must be below p. Nothing is sorted."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    more_likely = logits[:, None, :] > logits[:, :, None]  # (B, V, V)
    before = (more_likely * probabilities[:, None, :]).sum(dim=-1)
    keep = (before < p) | ~more_likely.any(dim=-1)
    return logits.masked_fill(~keep, float("-inf"))
