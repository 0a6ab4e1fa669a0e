"""Your diagonal is False, so no position may look at itself. The first position then has no key at all, and its softmax is nan."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool), diagonal=-1)
