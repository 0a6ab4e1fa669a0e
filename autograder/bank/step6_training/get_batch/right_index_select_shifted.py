"""The data and a copy that is one shorter at the front."""
def get_batch(data, batch_size, block_size, generator=None):
    inputs, targets = data[:-1], data[1:]
    ix = torch.randint(len(inputs) - block_size + 1, (batch_size,), generator=generator)
    x = torch.vstack([inputs.narrow(0, int(i), block_size) for i in ix])
    y = torch.vstack([targets.narrow(0, int(i), block_size) for i in ix])
    return x, y
