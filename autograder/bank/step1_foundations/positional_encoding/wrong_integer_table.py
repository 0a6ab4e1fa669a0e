"""All your values are -1, 0 or 1: it looks as if the table holds integers, so every sine and cosine
lost its decimals when it was written into it."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros((seq_len, d_model), dtype=torch.long)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** (i / d_model)))
    return pe
