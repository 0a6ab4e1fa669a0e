"""You notice that the channels do not divide, but you only print or return something. An error must be raised, or the program goes on as if nothing had happened."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        print("ValueError: C must be a multiple of n_heads")
        return None
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
