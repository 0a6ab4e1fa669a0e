"""You set the generator back before drawing, so two calls in a row give the same batch. Draw from it as it comes."""
def get_batch(data, batch_size, block_size, generator=None):
    if generator is not None:
        generator.manual_seed(generator.initial_seed())
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
