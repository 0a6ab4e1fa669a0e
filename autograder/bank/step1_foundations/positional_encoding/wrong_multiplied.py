"""It looks as if the position is multiplied by the power of 10000 where it should be divided by it.
The waves must become slower from left to right; yours become so fast that neighbouring positions
have nothing in common."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos * (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.cos(pos * (10000 ** (i / d_model)))
    return pe
