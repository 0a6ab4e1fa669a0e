"""Your starts are drawn from the whole data, and those too far to the right are moved back to the last window. It then comes up far more often than the others; every window must be equally likely."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data), (batch_size,), generator=generator)
    starts = torch.clamp(starts, max=len(data) - block_size - 1)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
