"""A table of channel numbers, one row for each head, used as an index."""
def split_heads(x, n_heads):
    C = x.shape[2]
    if C % n_heads != 0:
        raise ValueError("d_model % n_heads must be 0")
    numbers = torch.arange(C).reshape(n_heads, C // n_heads)
    return x[:, :, numbers].swapaxes(1, 2)
