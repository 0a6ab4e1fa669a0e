"""You reshape straight to (B, H, T, D). The shape is right, but the numbers are only dealt out again in memory order, so a head gets channels of some positions and none of others. The channels have to be split first, and the head axis moved afterwards."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(x.shape[0], n_heads, -1, x.shape[-1] // n_heads)
