"""You return a single head. All of them are asked for, along an axis of their own."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    if D * n_heads != x.shape[-1]:
        raise ValueError("C must be a multiple of n_heads")
    for h in range(n_heads):
        return x[..., h * D : (h + 1) * D]
