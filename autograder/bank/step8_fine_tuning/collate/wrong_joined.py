"""Your examples stand one behind the other in a single row. Each has a row of its own: (B, T)."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.cat(xs), torch.cat(ys)
