"""You keep the table of the first call. A later call may ask for more positions with as many columns."""
_pe_tables = {}


def positional_encoding(seq_len, d_model):
    if d_model not in _pe_tables:
        pos = torch.arange(seq_len, dtype=torch.float64)[:, None]
        angle = pos / 10000 ** (torch.arange(0, d_model, 2) / d_model)
        _pe_tables[d_model] = torch.stack([angle.sin(), angle.cos()], -1).reshape(seq_len, d_model).float()
    return _pe_tables[d_model][:seq_len].clone()
