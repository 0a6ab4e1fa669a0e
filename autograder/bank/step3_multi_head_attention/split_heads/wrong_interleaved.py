"""You deal the channels out like cards: head 0 gets channels 0, H, 2H, … Each head should get one block of neighbouring channels, head 0 the first C/H of them."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(B, T, C // n_heads, n_heads).permute(0, 3, 1, 2)
