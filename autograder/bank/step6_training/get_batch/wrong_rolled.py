"""Your windows go round in a circle: the last target of each is its own first token. Cut y out of the data, where the real next token stands."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.roll(x, -1, dims=1)
    return x, y
