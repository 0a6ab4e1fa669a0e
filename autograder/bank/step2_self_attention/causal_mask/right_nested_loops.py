"""Cell by cell."""
def causal_mask(seq_len):
    mask = torch.zeros(seq_len, seq_len, dtype=torch.bool)
    for query in range(seq_len):
        for key in range(seq_len):
            if key <= query:
                mask[query, key] = True
    return mask
