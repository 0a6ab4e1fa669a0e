"""You divide the positions among the heads. Every head sees every position; what is divided are the channels, the last axis."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(B, n_heads, T // n_heads, C)
