"""You make C/H heads of `n_heads` channels each. It is the other way round: `n_heads` heads of C/H channels."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(B, T, C // n_heads, n_heads).transpose(1, 2)
