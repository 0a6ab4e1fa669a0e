"""The head axis comes first in your result. The batch stays in front, the heads come second."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack(x.chunk(n_heads, dim=-1))
