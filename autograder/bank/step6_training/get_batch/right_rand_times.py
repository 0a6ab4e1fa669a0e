"""Uniform numbers between 0 and 1, stretched and rounded down."""
def get_batch(data, batch_size, block_size, generator=None):
    possible = len(data) - block_size
    u = torch.rand(batch_size, generator=generator, dtype=torch.float64)
    starts = (u * possible).floor().long().clamp(max=possible - 1)
    offsets = torch.arange(block_size)
    x = data[starts.unsqueeze(1) + offsets.unsqueeze(0)]
    y = data[starts.unsqueeze(1) + offsets.unsqueeze(0) + 1]
    return x, y
