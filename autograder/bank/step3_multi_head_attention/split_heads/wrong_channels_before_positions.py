"""Your heads are in place, but behind them the channels come before the positions. The last two axes should be (T, D)."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).permute(0, 2, 3, 1)
