"""You round to the nearest start, so the first and the last window come up half as often as the others. Every window must be equally likely."""
def get_batch(data, batch_size, block_size, generator=None):
    last = len(data) - block_size - 1
    starts = torch.round(torch.rand(batch_size, generator=generator) * last).long()
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
