"""You make the labels anew, as x moved by one, and lose the −100 of the prompts and the end marks. The labels are in the pairs; only pad them."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = torch.stack([F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs])
    ys = torch.full_like(xs, -100)
    ys[:, :-1] = xs[:, 1:]
    return xs, ys
