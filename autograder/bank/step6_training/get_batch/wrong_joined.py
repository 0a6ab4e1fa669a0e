"""Your windows are joined into one long row. Stack them, so that each is a row of its own: (batch_size, block_size)."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.cat([data[i : i + block_size] for i in starts])
    y = torch.cat([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
