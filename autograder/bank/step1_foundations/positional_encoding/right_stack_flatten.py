"""Stacks sine and cosine behind each other and flattens the last two dimensions."""
def positional_encoding(seq_len, d_model):
    freqs = torch.pow(10000.0, -torch.arange(0, d_model, 2, dtype=torch.float32) / d_model)
    angles = torch.outer(torch.arange(seq_len, dtype=torch.float32), freqs)
    return torch.stack((torch.sin(angles), torch.cos(angles)), dim=-1).flatten(-2)
