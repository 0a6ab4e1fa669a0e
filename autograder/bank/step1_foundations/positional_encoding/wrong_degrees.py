"""Your values change far too slowly from position to position: it looks as if the angles are
converted between degrees and radians. The angles of the formula are radians already, which is what
sine and cosine expect."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            angle = math.radians(pos / (10000 ** (i / d_model)))
            pe[pos, i] = math.sin(angle)
            pe[pos, i + 1] = math.cos(angle)
    return pe
