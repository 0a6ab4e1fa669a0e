"""You pick the tokens through float numbers, which hold whole numbers exactly up to some 16 million only."""
def get_batch(data, batch_size, block_size, generator=None):
    n = len(data) - block_size
    starts = torch.randint(n, (batch_size,), generator=generator)
    windows = data.float().unfold(0, block_size + 1, 1)  # (n, T + 1)
    picked = (F.one_hot(starts, n).float() @ windows).long()
    return picked[:, :-1], picked[:, 1:]
