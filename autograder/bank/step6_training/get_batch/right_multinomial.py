"""Equal weights for all windows, drawn with replacement."""
def get_batch(data, batch_size, block_size, generator=None):
    weights = torch.ones(len(data) - block_size)
    starts = torch.multinomial(weights, batch_size, replacement=True, generator=generator)
    pairs = [(data[s : s + block_size], data[s + 1 : s + block_size + 1]) for s in starts.tolist()]
    xs, ys = zip(*pairs)
    return torch.stack(xs), torch.stack(ys)
