"""It looks as if your exponent is divided by the length of the sequence. It is divided by the
number of channels: a position must look the same in a short and in a long sequence."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / seq_len)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** (i / seq_len)))
    return pe
