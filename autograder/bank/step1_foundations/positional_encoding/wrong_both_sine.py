"""There is a sine in the odd columns too. They hold the cosine of the same angle: only with both of
them is a shift by a fixed number of positions a simple rotation."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.sin(pos / (10000 ** (i / d_model)))
    return pe
