"""Your table begins with position 1. The first position is 0, where every sine is 0 and every
cosine 1."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(1, seq_len + 1).float().unsqueeze(1)
    div_term = torch.exp(-math.log(10000.0) * torch.arange(0, d_model, 2) / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe
