"""You return the heads one by one, in a list or a tuple. One tensor with a head axis is asked for: with it all the heads are computed in one product."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.chunk(n_heads, dim=-1)
