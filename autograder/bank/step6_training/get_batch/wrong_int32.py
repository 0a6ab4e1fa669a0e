"""Hands back int32, to save memory."""
def get_batch(data, batch_size, block_size, generator=None):
    s = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    p = s[:, None] + torch.arange(block_size)
    return data[p].int(), data[p + 1].int()
