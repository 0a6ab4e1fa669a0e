"""Slices with a head axis of length 1, joined along it."""
def split_heads(x, n_heads):
    d_head = x.shape[-1] / n_heads
    if d_head != int(d_head):
        raise ValueError(f"a head cannot have {d_head} channels")
    d_head = int(d_head)
    heads = [x[..., start : start + d_head].unsqueeze(1) for start in range(0, x.shape[-1], d_head)]
    return torch.cat(heads, dim=1)
