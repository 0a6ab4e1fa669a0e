"""You put the examples in order of length. The rows of the batch stay in the order of the pairs."""
def collate(pairs, pad_id):
    pairs = sorted(pairs, key=lambda pair: len(pair[0]))
    T = len(pairs[-1][0])
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
