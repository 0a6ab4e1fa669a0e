"""Plain lists, lengthened, turned into tensors at the end."""
def collate(pairs, pad_id):
    longest = 0
    for x, y in pairs:
        longest = max(longest, len(x))
    rows_x, rows_y = [], []
    for x, y in pairs:
        missing = longest - len(x)
        rows_x.append(x.tolist() + [pad_id] * missing)
        rows_y.append(y.tolist() + [-100] * missing)
    return torch.tensor(rows_x), torch.tensor(rows_y)
