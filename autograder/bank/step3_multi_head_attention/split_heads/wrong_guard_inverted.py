"""Your function raises ValueError although the channels divide evenly. Look at the condition: which remainder, of what divided by what, means that it does not work out?"""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads == 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
