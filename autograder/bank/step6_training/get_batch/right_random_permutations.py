"""A fresh permutation of the windows for each row, of which the first is taken."""
def get_batch(data, batch_size, block_size, generator=None):
    def window():
        start = torch.randperm(len(data) - block_size, generator=generator)[0]
        return data[start : start + block_size + 1]

    block = torch.stack([window() for _ in range(batch_size)])
    x, y = block[:, :-1].contiguous(), block[:, 1:].contiguous()
    return x, y
