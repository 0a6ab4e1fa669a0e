"""Your last start leaves no token for the last target, and the first token of the data was put there instead. No text continues like that; with N tokens there are N − block_size windows."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size + 1, (batch_size, 1), generator=generator)
    index = starts + torch.arange(block_size)
    return data[index], data[(index + 1) % len(data)]
