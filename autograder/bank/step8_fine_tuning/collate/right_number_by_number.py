"""One tensor for both, filled number by number."""
def collate(pairs, pad_id):
    size = max(len(x) for x, _ in pairs)
    both = torch.empty(2, len(pairs), size, dtype=torch.long)
    both[0], both[1] = pad_id, -100
    for row, pair in enumerate(pairs):
        for which in range(2):
            for column, value in enumerate(pair[which]):
                both[which, row, column] = value
    return both[0], both[1]
