"""F.pad and stack."""
def collate(pairs, pad_id):
    longest = max(x.shape[0] for x, _ in pairs)
    xs = [F.pad(x, (0, longest - x.shape[0]), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, longest - y.shape[0]), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
