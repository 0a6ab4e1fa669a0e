"""A view with the two new axes, then one transpose."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError(f"{C} channels cannot be divided among {n_heads} heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
