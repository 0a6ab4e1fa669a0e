"""Each of your positions also sees the one after it, which is just the token that it has to predict. Training would look perfect and generation would fail."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool), diagonal=1)
