"""You draw once for x and again for y, so the targets come from another place in the text. Draw once, cut twice."""
def get_batch(data, batch_size, block_size, generator=None):
    def windows(shift):
        starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
        return torch.stack([data[i + shift : i + shift + block_size] for i in starts])

    return windows(0), windows(1)
