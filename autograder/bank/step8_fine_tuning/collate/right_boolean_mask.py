"""A mask of the real places; all real ids written at once."""
def collate(pairs, pad_id):
    lengths = torch.tensor([len(x) for x, _ in pairs])
    real = torch.arange(int(lengths.max())) < lengths[:, None]
    x = torch.full(real.shape, pad_id)
    y = torch.full(real.shape, -100)
    x[real] = torch.cat([pair[0] for pair in pairs])
    y[real] = torch.cat([pair[1] for pair in pairs])
    return x, y
