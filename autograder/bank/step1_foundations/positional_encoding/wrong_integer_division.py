"""All your frequencies are the same: it looks as if the exponent is rounded down to a whole number,
which is 0 in every column. It has to be a fraction between 0 and 1."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(d_model // 2):
            pe[pos, 2 * i] = math.sin(pos / (10000 ** (2 * i // d_model)))
            pe[pos, 2 * i + 1] = math.cos(pos / (10000 ** (2 * i // d_model)))
    return pe
