"""Where all examples have length 1, squeeze takes that dimension away."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    x = torch.stack([F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs])
    y = torch.stack([F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs])
    return x.squeeze(-1), y.squeeze(-1)
