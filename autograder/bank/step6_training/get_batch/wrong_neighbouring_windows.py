"""Only your first row is drawn; the others follow it in the text. Draw a start of its own for each row, or the batch is one long passage."""
def get_batch(data, batch_size, block_size, generator=None):
    start = int(torch.randint(len(data) - block_size, (1,), generator=generator))
    starts = [(start + row) % (len(data) - block_size) for row in range(batch_size)]
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
