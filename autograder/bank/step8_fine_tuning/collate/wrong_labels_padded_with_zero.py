"""Your y is padded with 0. That is a token like any other, which the model would be taught to write; −100 says that there is nothing to be marked on."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y))) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
