"""The right half of your table holds only zeros: it looks as if your counter of pairs also serves
as the number of the column, so each pair overwrites half of the one before it."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(d_model // 2):
            pe[pos, i] = math.sin(pos / (10000 ** (2 * i / d_model)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** (2 * i / d_model)))
    return pe
