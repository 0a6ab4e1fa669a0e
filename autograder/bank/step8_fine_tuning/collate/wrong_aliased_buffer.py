"""You hand out the same tensor for each batch of one shape, so a new batch overwrites the one before."""
def collate(pairs, pad_id, memory={}):
    shape = len(pairs), max(len(x) for x, _ in pairs)
    x, y = memory.setdefault(shape, (torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)))
    x.fill_(pad_id)
    y.fill_(-100)
    for row, (a, b) in enumerate(pairs):
        x[row, : len(a)], y[row, : len(b)] = a, b
    return x, y
