"""Your y is padded with pad_id. That is a token, and the model would be taught to write it after every short answer; −100 says that there is nothing to be marked on."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=pad_id) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)
