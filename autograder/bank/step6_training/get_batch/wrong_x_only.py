"""You return the inputs without their targets. Both are asked for: x, y."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    return torch.stack([data[i : i + block_size] for i in starts])
