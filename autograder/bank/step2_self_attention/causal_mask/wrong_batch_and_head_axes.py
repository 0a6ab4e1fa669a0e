"""Your mask has more axes than two. Broadcasting adds what is missing in front by itself, so the plain (T, T) table serves every batch and every head."""
def causal_mask(seq_len):
    mask = torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))
    return mask.view(1, 1, seq_len, seq_len)
