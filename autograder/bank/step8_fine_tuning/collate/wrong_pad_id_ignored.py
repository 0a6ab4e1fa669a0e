"""You pad x with 0, whatever pad_id says."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x))) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
