"""One table of indices for the whole batch."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(0, data.numel() - block_size, (batch_size, 1), generator=generator)
    index = starts + torch.arange(block_size)
    return data[index], data[index + 1]
