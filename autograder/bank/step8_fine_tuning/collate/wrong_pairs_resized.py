"""You lengthen the tensors inside the pairs, which are the caller's: in the next batch they are too long. Make new ones."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    for x, y in pairs:
        n = len(x)
        x.resize_(T)[n:] = pad_id
        y.resize_(T)[n:] = -100
    return torch.stack([x for x, _ in pairs]), torch.stack([y for _, y in pairs])
