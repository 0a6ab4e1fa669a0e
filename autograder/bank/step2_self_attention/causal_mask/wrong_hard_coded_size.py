"""Your mask has one size whatever is asked. It must follow `seq_len`."""
def causal_mask(seq_len):
    seq_len = 8
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))
