"""It looks as if the position is divided by 10000 first, and the quotient raised to the power. Only
the 10000 carries the exponent; then the position is divided by the result."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).float().unsqueeze(1)
    exponent = torch.arange(0, d_model, 2) / d_model
    angles = (position / 10000) ** exponent
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angles)
    pe[:, 1::2] = torch.cos(angles)
    return pe
