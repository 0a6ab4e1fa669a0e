"""Your triangle lies on the wrong side: each position sees itself and the future. Rows are queries, columns are keys."""
def causal_mask(seq_len):
    return torch.triu(torch.ones(seq_len, seq_len, dtype=torch.bool))
