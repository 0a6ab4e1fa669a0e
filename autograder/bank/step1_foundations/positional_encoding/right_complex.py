"""Complex exponentials: the imaginary part is the sine, the real part the cosine."""
def positional_encoding(seq_len, d_model):
    k = torch.arange(d_model // 2, dtype=torch.float64)
    angle = torch.arange(seq_len, dtype=torch.float64)[:, None] * 10000.0 ** (-2 * k / d_model)
    z = torch.polar(torch.ones_like(angle), angle)
    return torch.view_as_real(z).flip(-1).reshape(seq_len, d_model).float()
