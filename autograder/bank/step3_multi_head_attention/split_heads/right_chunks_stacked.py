"""The channels cut into chunks, the chunks stacked along a new axis."""
def split_heads(x, n_heads):
    if x.size(-1) % n_heads > 0:
        raise ValueError("not divisible")
    return torch.stack(x.chunk(n_heads, dim=-1), dim=1)
