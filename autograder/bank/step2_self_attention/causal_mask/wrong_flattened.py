"""Your mask has one axis. Each of the T queries needs its own row of T keys, so a table with two axes."""
def causal_mask(seq_len):
    mask = torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))
    return mask.flatten()
