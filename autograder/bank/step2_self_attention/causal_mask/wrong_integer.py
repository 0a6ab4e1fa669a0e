"""Your mask holds numbers, not truth values. A boolean mask can be negated and handed to masked_fill; a table of 0 and 1 can not, or means something else."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.int64))
