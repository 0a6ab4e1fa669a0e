"""Your y is x itself. The target of each position is the token that comes after it; a model that is asked for the token it has just been given learns to copy, and its loss falls to zero."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i : i + block_size] for i in starts])
    return x, y
