"""Sorts the starts, so that reading goes forward: a row is no longer equally likely to be any window."""
def get_batch(data, batch_size, block_size, generator=None):
    s = torch.randint(len(data) - block_size, (batch_size,), generator=generator).sort().values
    p = s[:, None] + torch.arange(block_size)
    return data[p], data[p + 1]
