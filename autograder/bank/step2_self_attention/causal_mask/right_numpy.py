"""NumPy's triangle."""
def causal_mask(seq_len):
    return torch.from_numpy(np.tril(np.ones((seq_len, seq_len), dtype=bool)))
