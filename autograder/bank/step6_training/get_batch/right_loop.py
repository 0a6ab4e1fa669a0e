"""A loop that fills two empty tensors."""
def get_batch(data, batch_size, block_size, generator=None):
    x = torch.empty(batch_size, block_size, dtype=torch.long)
    y = torch.empty(batch_size, block_size, dtype=torch.long)
    highest = len(data) - block_size - 1
    for row in range(batch_size):
        start = torch.randint(0, highest + 1, (1,), generator=generator).item()
        for column in range(block_size):
            x[row, column] = data[start + column]
            y[row, column] = data[start + column + 1]
    return x, y
