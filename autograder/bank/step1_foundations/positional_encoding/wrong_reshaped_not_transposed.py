"""The shape is right, but the numbers stand in the wrong places: it looks as if a table of channels
by positions was reshaped where it needed to be transposed. Reshaping keeps the numbers in reading
order and only breaks the lines elsewhere."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(d_model, seq_len)
    position = torch.arange(seq_len).float()
    for i in range(0, d_model, 2):
        pe[i] = torch.sin(position / 10000 ** (i / d_model))
        pe[i + 1] = torch.cos(position / 10000 ** (i / d_model))
    return pe.view(seq_len, d_model)
