"""It looks as if 10000 is raised to the column's number first and divided by d_model afterwards. A
power binds more tightly than a division in Python, so the fraction in the exponent needs its own
parentheses."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1)
    angles = position / (10000.0 ** torch.arange(0, d_model, 2) / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angles)
    pe[:, 1::2] = torch.cos(angles)
    return pe
