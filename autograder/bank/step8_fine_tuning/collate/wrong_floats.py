"""Your batch holds decimal numbers. Ids and labels are whole: torch.long, not what torch.zeros and torch.ones make by default."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = torch.ones(len(pairs), T) * pad_id
    ys = torch.ones(len(pairs), T) * -100
    for i, (x, y) in enumerate(pairs):
        xs[i, : len(x)] = x
        ys[i, : len(y)] = y
    return xs, ys
