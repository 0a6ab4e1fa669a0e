"""Powers of 10000 and broadcasting."""
def positional_encoding(seq_len, d_model):
    pos = torch.arange(seq_len)[:, None]
    i = torch.arange(d_model // 2)[None, :]
    angles = pos / 10000 ** (2 * i / d_model)
    pe = torch.empty(seq_len, d_model)
    pe[:, ::2] = angles.sin()
    pe[:, 1::2] = angles.cos()
    return pe
