"""Your channels are split as they should be, but the heads still stand behind the positions. The head axis belongs right after the batch, so that the last two axes are positions and channels."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack(x.chunk(n_heads, dim=-1), dim=2)
