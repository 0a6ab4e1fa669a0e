"""You exchanged the heads with the batch. They change places with the positions; the batch stays in front."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(0, 2)
