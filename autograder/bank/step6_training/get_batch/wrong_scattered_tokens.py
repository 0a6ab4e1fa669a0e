"""Your tokens are drawn one by one from all over the data, so no row is text any more. Draw where a window starts; its tokens follow each other."""
def get_batch(data, batch_size, block_size, generator=None):
    index = torch.randint(len(data) - 1, (batch_size, block_size), generator=generator)
    return data[index], data[index + 1]
