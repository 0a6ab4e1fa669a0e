"""Your mask allows nothing. It probably was made and never filled in."""
def causal_mask(seq_len):
    mask = torch.zeros(seq_len, seq_len, dtype=torch.bool)
    for i in range(seq_len):
        for j in range(seq_len):
            if j <= i:
                mask[i][j] == True
    return mask
