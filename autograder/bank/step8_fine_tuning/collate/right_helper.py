"""One helper for both."""
def padded(tensors, value):
    T = max(t.numel() for t in tensors)
    return torch.stack([torch.cat([t, t.new_full((T - t.numel(),), value)]) for t in tensors])


def collate(pairs, pad_id):
    return padded([x for x, _ in pairs], pad_id), padded([y for _, y in pairs], -100)
