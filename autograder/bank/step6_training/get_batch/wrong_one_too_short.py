"""Your windows hold block_size − 1 tokens. You cut one token from x and from y, but x alone already has block_size; cut windows of block_size + 1."""
def get_batch(data, batch_size, block_size, generator=None):
    windows = data.unfold(0, block_size, 1)
    rows = torch.randint(windows.shape[0] - 1, (batch_size,), generator=generator)
    chosen = windows[rows]
    return chosen[:, :-1], chosen[:, 1:]
