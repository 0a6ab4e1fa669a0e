"""You raise an error, but of another class than ValueError. A caller who expects a ValueError would not catch it."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise Exception("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
