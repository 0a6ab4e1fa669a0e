"""You mask every label whose x equals pad_id. The same id can be a real token of the text; only what you added is padding."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = torch.stack([F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs])
    ys = torch.stack([F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs])
    return xs, ys.masked_fill(xs == pad_id, -100)
