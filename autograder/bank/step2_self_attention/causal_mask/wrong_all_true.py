"""Your mask allows everything, the future too. It probably was made and never cut to a triangle."""
def causal_mask(seq_len):
    mask = torch.ones(seq_len, seq_len, dtype=torch.bool)
    torch.tril(mask)
    return mask
