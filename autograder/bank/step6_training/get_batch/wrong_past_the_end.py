"""Your last start leaves no token for the last target: y would reach one past the end of the data. With N tokens there are N − block_size windows."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size + 1, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
