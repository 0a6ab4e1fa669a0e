"""Sine and cosine have changed places: the even columns hold the sine, beginning with column 0, and
the odd ones the cosine."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.cos(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.sin(pos / (10000 ** (i / d_model)))
    return pe
