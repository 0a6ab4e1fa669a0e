"""Channels moved in front, cut there, and moved back."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    by_channel = x.transpose(1, 2).reshape(B, n_heads, C // n_heads, T)
    return by_channel.transpose(2, 3)
