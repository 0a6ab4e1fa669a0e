"""NumPy arrays, turned into tensors at the end."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = np.concatenate([np.array(prompt_ids, dtype=np.int64), np.array(answer_ids, dtype=np.int64)])
    labels = ids.copy()
    labels[: len(prompt_ids)] = -100
    keep = min(len(ids), block_size + 1)
    ids, labels = ids[len(ids) - keep :], labels[len(labels) - keep :]
    return torch.from_numpy(ids[:-1].copy()), torch.from_numpy(labels[1:].copy())
