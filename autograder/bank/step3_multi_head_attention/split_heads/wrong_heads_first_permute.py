"""The head axis comes first in your result. The batch stays in front, the heads come second."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).permute(2, 0, 1, 3)
