"""It looks as if your exponent grows half as fast as it should. In the formula 2i is the number of
the even column; a counter of pairs, 0, 1, 2, …, needs that factor of two."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = position / torch.pow(10000, i / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angles)
    pe[:, 1::2] = torch.cos(angles)
    return pe
