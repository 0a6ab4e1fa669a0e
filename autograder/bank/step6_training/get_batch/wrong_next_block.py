"""Your y is the block that follows x. It is x moved on by one token, not by a whole block: every position has the next token as its target."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - 2 * block_size + 1, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + block_size : i + 2 * block_size] for i in starts])
    return x, y
