"""You repeat the last token of each example instead of padding. In y that teaches the last token again and again."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [torch.cat([x, x[-1:].repeat(T - len(x))]) for x, _ in pairs]
    ys = [torch.cat([y, y[-1:].repeat(T - len(y))]) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
