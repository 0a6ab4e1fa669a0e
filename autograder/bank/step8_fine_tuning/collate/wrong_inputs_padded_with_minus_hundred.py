"""Your x is padded with −100, which is no token: the embedding has no such row. Only labels are masked with it; x is padded with pad_id."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=-100) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
