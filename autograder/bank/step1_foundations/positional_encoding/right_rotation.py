"""Each position is the one before it, turned by one step (angle addition, in double precision)."""
def positional_encoding(seq_len, d_model):
    step = 10000.0 ** (-torch.arange(0, d_model, 2, dtype=torch.float64) / d_model)
    s, c = torch.zeros_like(step), torch.ones_like(step)
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        pe[pos, 0::2], pe[pos, 1::2] = s, c
        s, c = s * step.cos() + c * step.sin(), c * step.cos() - s * step.sin()
    return pe
