"""int32 tensors."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    X = torch.full((len(pairs), T), pad_id, dtype=torch.int32)
    Y = torch.full((len(pairs), T), -100, dtype=torch.int32)
    for i, (x, y) in enumerate(pairs):
        X[i, :len(x)] = x
        Y[i, :len(y)] = y
    return X, Y
