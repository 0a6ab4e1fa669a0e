"""Your mask lets a position look back a fixed number of positions only. It may look at all earlier ones."""
def causal_mask(seq_len):
    ones = torch.ones(seq_len, seq_len, dtype=torch.bool)
    return ones.tril() & ones.triu(-31)
