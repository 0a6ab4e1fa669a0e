"""Row by row."""
def causal_mask(seq_len):
    mask = torch.full((seq_len, seq_len), False)
    for i in range(seq_len):
        mask[i, : i + 1] = True
    return mask
