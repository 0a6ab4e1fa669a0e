"""Your positions are numbers of 8 bits, which begin again at -128 after 127."""
def causal_mask(seq_len):
    t = torch.from_numpy(np.arange(seq_len).astype(np.int8))
    return t.view(-1, 1) >= t.view(1, -1)
