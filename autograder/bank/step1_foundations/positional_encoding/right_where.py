"""All columns get both waves; the parity of the column chooses."""
def positional_encoding(seq_len, d_model):
    column = torch.arange(d_model)
    even = column % 2 == 0
    exponent = (column - column % 2) / d_model
    angles = torch.arange(seq_len).reshape(-1, 1) / torch.tensor(10000.0).pow(exponent)
    return torch.where(even, torch.sin(angles), torch.cos(angles))
