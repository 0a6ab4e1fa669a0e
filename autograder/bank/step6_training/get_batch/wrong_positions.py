"""You return places in the data. What the model reads are the tokens that stand there."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size, 1), generator=generator)
    x = starts + torch.arange(block_size)
    return x, x + 1
