"""NumPy draws, with a seed that comes out of PyTorch's generator."""
def get_batch(data, batch_size, block_size, generator=None):
    seed = int(torch.randint(2**31, (1,), generator=generator))
    rng = np.random.default_rng(seed)
    starts = rng.integers(0, len(data) - block_size, size=batch_size)
    array = data.numpy()
    x = torch.from_numpy(np.stack([array[s : s + block_size] for s in starts]))
    y = torch.from_numpy(np.stack([array[s + 1 : s + block_size + 1] for s in starts]))
    return x, y
