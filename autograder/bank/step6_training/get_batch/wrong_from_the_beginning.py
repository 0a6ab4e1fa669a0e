"""Your batch is the same at every call: nothing is drawn, or you set a seed inside the function (seeds are the caller's business). The model would see a few windows for ever."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = [row % (len(data) - block_size) for row in range(batch_size)]
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
