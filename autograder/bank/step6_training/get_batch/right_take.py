"""torch.take with flat indices."""
def get_batch(data, batch_size, block_size, generator=None):
    B, T = batch_size, block_size
    start = torch.randint(data.size(0) - T, (B,), generator=generator)
    flat = (start.repeat_interleave(T) + torch.arange(T).repeat(B))
    x = torch.take(data, flat).reshape(B, T)
    y = torch.take(data, flat + 1).reshape(B, T)
    return [x, y]
