"""You draw without putting back, so a batch cannot be larger than the number of windows. Draw each row independently of the others."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randperm(len(data) - block_size, generator=generator)[:batch_size]
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
