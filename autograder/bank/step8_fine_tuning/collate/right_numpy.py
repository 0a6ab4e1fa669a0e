"""NumPy arrays."""
def collate(pairs, pad_id):
    T = max(map(len, (x for x, _ in pairs)))
    xs = np.full((len(pairs), T), pad_id, dtype=np.int64)
    ys = np.full((len(pairs), T), -100, dtype=np.int64)
    for i, (x, y) in enumerate(pairs):
        xs[i, : len(x)], ys[i, : len(y)] = x.numpy(), y.numpy()
    return torch.from_numpy(xs), torch.from_numpy(ys)
