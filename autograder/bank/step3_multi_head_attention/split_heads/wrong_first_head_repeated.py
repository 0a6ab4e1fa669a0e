"""Every head of your result holds the same channels. Head h should hold its own block of them."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    if D * n_heads != x.shape[-1]:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack([x[..., :D]] * n_heads, dim=1)
