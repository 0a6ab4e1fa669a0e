"""You probably divide with `/`, which gives a float such as 4.0. A size must be an integer; there is an operator for whole division."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C / n_heads).transpose(1, 2)
