"""You test the sizes with an assertion. The contract names ValueError, and assertions disappear when Python runs with -O."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    assert C % n_heads == 0, "C must be a multiple of n_heads"
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
