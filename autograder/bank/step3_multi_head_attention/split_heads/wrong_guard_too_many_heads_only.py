"""When the channels do not divide evenly, PyTorch stops with an error about shapes that its reader has to decipher. Test for it yourself, first, and raise ValueError."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if n_heads > C:
        raise ValueError("more heads than channels")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
