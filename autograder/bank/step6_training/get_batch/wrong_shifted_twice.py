"""Your y is two tokens ahead of x. The model would learn to skip a token; y is x one ahead."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 2 : i + 2 + block_size] for i in starts])
    return x, y
