"""Your triangle lies on the wrong side: each position sees itself and the future. Rows are queries, columns are keys."""
def causal_mask(seq_len):
    query = torch.arange(seq_len)[None, :]
    key = torch.arange(seq_len)[:, None]
    return key <= query
