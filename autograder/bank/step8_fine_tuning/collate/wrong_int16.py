"""You collect in 16 bits, where ids above 32,767 come out negative."""
def collate(pairs, pad_id):
    shape = len(pairs), max(len(x) for x, _ in pairs)
    x, y = torch.full(shape, pad_id, dtype=torch.int16), torch.full(shape, -100, dtype=torch.int16)
    for row, (a, b) in enumerate(pairs):
        x[row, : len(a)], y[row, : len(b)] = a, b
    return x.long(), y.long()
