"""You compare positions in a number type that tells whole numbers apart up to 256 only."""
def causal_mask(seq_len):
    t = torch.arange(seq_len).to(torch.bfloat16)
    return t[:, None] >= t[None, :]
