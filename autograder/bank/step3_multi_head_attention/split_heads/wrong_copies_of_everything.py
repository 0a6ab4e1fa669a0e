"""You give all C channels to every head. The heads share the channels, C/H each; that is why many heads cost no more than one."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.unsqueeze(1).repeat(1, n_heads, 1, 1)
