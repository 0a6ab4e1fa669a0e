"""You hand out the same tensor for each batch of one shape, with remains of the one before."""
_buffers = {}


def collate(pairs, pad_id):
    shape = len(pairs), max(len(x) for x, _ in pairs)
    if (shape, pad_id) not in _buffers:
        _buffers[shape, pad_id] = torch.full(shape, pad_id), torch.full(shape, -100)
    x, y = _buffers[shape, pad_id]
    for row, (a, b) in enumerate(pairs):
        x[row, : len(a)], y[row, : len(b)] = a, b
    return x, y
