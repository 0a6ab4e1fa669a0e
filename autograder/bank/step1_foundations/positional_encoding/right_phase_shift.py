"""A cosine is a sine that is a quarter turn ahead."""
def positional_encoding(seq_len, d_model):
    columns = torch.arange(d_model, dtype=torch.double)
    freq = torch.repeat_interleave(10000 ** (-columns[::2] / d_model), 2)
    shift = (columns % 2) * (torch.pi / 2)
    position = torch.arange(seq_len, dtype=torch.double).view(seq_len, 1)
    return torch.sin(position * freq + shift).to(torch.float32)
