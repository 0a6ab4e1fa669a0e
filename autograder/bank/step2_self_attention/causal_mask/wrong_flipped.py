"""Your triangle hangs on the other diagonal. The row counts queries from the top, the column keys from the left, and a query sees the keys up to its own number."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool)).flip(-1)
