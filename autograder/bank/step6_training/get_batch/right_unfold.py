"""All windows as a view, and a choice of its rows."""
def get_batch(data, batch_size, block_size, generator=None):
    windows = data.unfold(0, block_size + 1, 1)
    rows = torch.randint(windows.shape[0], (batch_size,), generator=generator)
    chosen = windows[rows]
    return chosen[:, :-1], chosen[:, 1:]
