"""Each of your positions sees itself and the one before, no further. Causal means everything before."""
def causal_mask(seq_len):
    positions = torch.arange(seq_len)
    distance = positions[:, None] - positions[None, :]
    return (distance == 0) | (distance == 1)
