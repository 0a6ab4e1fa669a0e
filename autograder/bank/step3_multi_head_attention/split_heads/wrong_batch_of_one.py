"""You handle the first text of the batch only. The batch axis stays, with all its texts."""
def split_heads(x, n_heads):
    x = x[0]
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(x.shape[0], n_heads, -1).transpose(0, 1).unsqueeze(0)
