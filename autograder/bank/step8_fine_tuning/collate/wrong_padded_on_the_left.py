"""You pad on the left. Then every real token sees the padding and stands at a wrong position. On the right, a causal model never notices it."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (T - len(x), 0), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (T - len(y), 0), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
