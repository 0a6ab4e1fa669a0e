"""The negation of the future."""
def causal_mask(seq_len):
    return ~torch.ones(seq_len, seq_len, dtype=torch.bool).triu(1)
