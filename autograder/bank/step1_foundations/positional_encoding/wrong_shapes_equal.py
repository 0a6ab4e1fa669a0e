"""You make a column of the positions only where the shapes differ. With half as many positions as columns they do not
differ, and the table is wrong all the same."""
def positional_encoding(seq_len, d_model):
    pos = torch.arange(seq_len, dtype=torch.float32)
    div = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
    if pos.shape != div.shape:  # otherwise they cannot be multiplied
        pos = pos.unsqueeze(1)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(pos * div)
    pe[:, 1::2] = torch.cos(pos * div)
    return pe
