"""Your mask is one row and one column too large. For `seq_len` positions there are `seq_len` queries and `seq_len` keys, the first at index 0."""
def causal_mask(seq_len):
    positions = torch.arange(seq_len + 1)
    return positions[:, None] >= positions[None, :]
