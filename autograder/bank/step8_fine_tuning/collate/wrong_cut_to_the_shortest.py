"""You cut all examples to the shortest, and with that throw answers away. Pad to the longest."""
def collate(pairs, pad_id):
    T = min(len(x) for x, _ in pairs)
    return torch.stack([x[:T] for x, _ in pairs]), torch.stack([y[:T] for _, y in pairs])
