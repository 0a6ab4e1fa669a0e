"""The last axis unflattened, the new axis moved."""
def split_heads(x, n_heads):
    if (x.shape[-1] // n_heads) * n_heads != x.shape[-1]:
        raise ValueError("the heads do not share the channels evenly")
    return torch.movedim(x.unflatten(-1, (n_heads, -1)), -2, 1)
