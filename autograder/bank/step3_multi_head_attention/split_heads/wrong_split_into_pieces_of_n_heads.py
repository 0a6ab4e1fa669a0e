"""You make C/H heads of `n_heads` channels each. It is the other way round: `n_heads` heads of C/H channels."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack(x.split(n_heads, dim=-1), dim=1)
