"""One text of the batch at a time."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C does not divide")
    d_head = x.shape[-1] // n_heads
    return torch.stack([torch.stack(text.split(d_head, dim=1)) for text in x])
