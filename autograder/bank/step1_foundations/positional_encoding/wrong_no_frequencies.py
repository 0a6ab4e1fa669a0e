"""All your frequencies are the same: it looks as if the exponent is rounded down to a whole number,
which is 0 in every column. It has to be a fraction between 0 and 1."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1)
    div_term = 10000 ** (torch.arange(0, d_model, 2) // d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(position / div_term)
    pe[:, 1::2] = torch.cos(position / div_term)
    return pe
