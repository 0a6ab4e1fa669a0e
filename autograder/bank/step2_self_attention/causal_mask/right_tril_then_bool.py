"""The lower triangle of ones, converted."""
def causal_mask(seq_len):
    return torch.ones((seq_len, seq_len)).tril().bool()
