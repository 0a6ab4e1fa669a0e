"""It looks as if the position and the column have changed places in your formula: the waves run
along the channels, and the position decides the frequency."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for i in range(seq_len):
        for pos in range(0, d_model, 2):
            pe[i, pos] = math.sin(pos / (10000 ** (i / d_model)))
            pe[i, pos + 1] = math.cos(pos / (10000 ** (i / d_model)))
    return pe
