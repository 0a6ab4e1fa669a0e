"""Your windows are columns. Tensors are batch first: shape (batch_size, block_size), a window a row."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts], dim=1)
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts], dim=1)
    return x, y
