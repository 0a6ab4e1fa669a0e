"""It looks as if your positions are scaled to run from 0 to 1. They are the plain numbers 0, 1, 2,
…: a position must look the same in a short and in a long sequence."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1) / seq_len
    freqs = 10000 ** (-torch.arange(0, d_model, 2) / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(position * freqs)
    pe[:, 1::2] = torch.cos(position * freqs)
    return pe
