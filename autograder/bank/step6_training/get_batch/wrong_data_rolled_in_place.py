"""You changed the data. It is the caller's, who goes on using it; take slices of it, and leave it as it is."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    data[:-1] = data[1:].clone()
    y = torch.stack([data[i : i + block_size] for i in starts])
    return x, y
