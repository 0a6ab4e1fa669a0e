"""Overlapping rows by strides."""
def get_batch(data, batch_size, block_size, generator=None):
    data = data.contiguous()
    n_windows = data.shape[0] - block_size
    every = torch.as_strided(data, (n_windows, block_size + 1), (1, 1))
    which = torch.randint(high=n_windows, size=(batch_size,), generator=generator)
    return every[which][:, :block_size].clone(), every[which][:, 1:].clone()
