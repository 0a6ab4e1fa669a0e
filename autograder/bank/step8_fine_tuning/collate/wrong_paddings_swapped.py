"""Your two paddings are the wrong way round: x gets pad_id, y gets −100."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=-100) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=pad_id) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
