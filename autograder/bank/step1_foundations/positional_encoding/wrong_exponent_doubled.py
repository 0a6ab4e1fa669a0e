"""It looks as if your exponent grows twice as fast as it should. In the formula 2i is the number of
the even column itself, so a counter that already moves in steps of two must not be doubled
again."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** ((2 * i) / d_model)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** ((2 * i) / d_model)))
    return pe
