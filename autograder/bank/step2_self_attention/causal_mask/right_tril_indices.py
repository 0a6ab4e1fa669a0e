"""The places of the triangle, set to True."""
def causal_mask(seq_len):
    mask = torch.zeros(seq_len, seq_len).bool()
    rows, columns = torch.tril_indices(seq_len, seq_len)
    mask[rows, columns] = True
    return mask
