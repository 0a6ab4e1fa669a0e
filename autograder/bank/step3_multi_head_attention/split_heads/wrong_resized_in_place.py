"""You give the caller's own tensor another shape. The caller still needs it as it was: make a new view of it."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.resize_(B, T, n_heads, C // n_heads).transpose(1, 2)
