"""Positions compared by broadcasting."""
def causal_mask(seq_len):
    positions = torch.arange(seq_len)
    return positions[None, :] <= positions[:, None]
