"""All rows of your batch are the same window. Draw a start of its own for each row."""
def get_batch(data, batch_size, block_size, generator=None):
    start = torch.randint(len(data) - block_size, (1,), generator=generator).item()
    x = torch.stack([data[start : start + block_size] for _ in range(batch_size)])
    y = torch.stack([data[start + 1 : start + block_size + 1] for _ in range(batch_size)])
    return x, y
