"""Your y holds one token a window. Every position has a target of its own, so y has the shape of x; that is what makes training on text so cheap."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + block_size] for i in starts])
    return x, y
