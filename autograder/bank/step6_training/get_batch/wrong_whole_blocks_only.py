"""Your windows start at multiples of block_size only. Then most windows are never seen, and a given word always stands at the same position. Any start is possible."""
def get_batch(data, batch_size, block_size, generator=None):
    n_blocks = (len(data) - 1) // block_size
    starts = torch.randint(n_blocks, (batch_size,), generator=generator) * block_size
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
