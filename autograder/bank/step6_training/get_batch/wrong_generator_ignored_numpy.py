"""The generator that you were handed is not used. With it a caller makes a run repeatable: pass it on to whatever draws the starts."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = np.random.randint(0, len(data) - block_size, size=batch_size)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y
