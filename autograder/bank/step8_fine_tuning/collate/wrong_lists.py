"""Your rows are still separate. A batch is one tensor (B, T) for x and one for y: stack them."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return xs, ys
