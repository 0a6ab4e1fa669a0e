"""You fold the heads into the batch, so one axis is missing. The result has four: batch, heads, positions, channels."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    heads = x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
    return heads.reshape(B * n_heads, T, C // n_heads)
