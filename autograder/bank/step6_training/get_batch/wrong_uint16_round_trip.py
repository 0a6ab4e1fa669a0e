"""You store the tokens in 16 bits. Ids of 65,536 and more come back as others."""
def get_batch(data, batch_size, block_size, generator=None):
    tokens = data.numpy().astype(np.uint16)
    ix = torch.randint(len(tokens) - block_size, (batch_size,), generator=generator)
    x = torch.stack([torch.from_numpy(tokens[i:i + block_size].astype(np.int64)) for i in ix.tolist()])
    y = torch.stack([torch.from_numpy(tokens[i + 1:i + 1 + block_size].astype(np.int64)) for i in ix.tolist()])
    return x, y
