"""You pad x on the right and y on the left, so labels and tokens do not belong together."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (T - len(y), 0), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
