"""Your tokens came back as decimal numbers. They are ids, used to look up rows of a table: keep them whole (torch.long)."""
def get_batch(data, batch_size, block_size, generator=None):
    x, y = torch.zeros(batch_size, block_size), torch.zeros(batch_size, block_size)
    for row in range(batch_size):
        i = int(torch.randint(len(data) - block_size, (1,), generator=generator))
        x[row] = data[i : i + block_size]
        y[row] = data[i + 1 : i + 1 + block_size]
    return x, y
