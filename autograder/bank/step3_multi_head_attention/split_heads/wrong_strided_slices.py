"""You deal the channels out like cards: head 0 gets channels 0, H, 2H, … Each head should get one block of neighbouring channels, head 0 the first C/H of them."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack([x[..., h::n_heads] for h in range(n_heads)], dim=1)
