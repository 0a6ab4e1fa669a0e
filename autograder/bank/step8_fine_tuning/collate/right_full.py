"""Two tensors full of padding, written over row by row."""
def collate(pairs, pad_id):
    T = max(len(x) for x, y in pairs)
    x_batch = torch.full((len(pairs), T), pad_id, dtype=torch.long)
    y_batch = torch.full((len(pairs), T), -100, dtype=torch.long)
    for i, (x, y) in enumerate(pairs):
        x_batch[i, : len(x)] = x
        y_batch[i, : len(y)] = y
    return x_batch, y_batch
