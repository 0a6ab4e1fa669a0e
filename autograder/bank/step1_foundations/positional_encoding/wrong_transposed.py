"""Your table has one row for each channel and one column for each position. It must be the other
way round, one row for each position, so that it can be added to the embeddings of a sequence."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(d_model, seq_len)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[i, pos] = math.sin(pos / (10000 ** (i / d_model)))
            pe[i + 1, pos] = math.cos(pos / (10000 ** (i / d_model)))
    return pe
