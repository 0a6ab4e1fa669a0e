"""Your heads overlap: head 1 begins at channel 1, in the middle of head 0. Each head begins where the one before it ends."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    if D * n_heads != x.shape[-1]:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack([x[..., h : h + D] for h in range(n_heads)], dim=1)
