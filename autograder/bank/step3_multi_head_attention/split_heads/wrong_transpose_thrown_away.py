"""Your channels are split as they should be, but the heads still stand behind the positions. The head axis belongs right after the batch, so that the last two axes are positions and channels."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    x = x.reshape(B, T, n_heads, C // n_heads)
    x.transpose(1, 2)
    return x
