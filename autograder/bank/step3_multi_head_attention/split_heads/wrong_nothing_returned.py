"""Your function ends without giving anything back. The split tensor must be returned."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    x = x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
