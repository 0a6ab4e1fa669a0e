"""Tensors of int32, not long."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = np.array(prompt_ids + answer_ids, dtype=np.int32)[-(block_size + 1):]
    labels = np.array([-100] * len(prompt_ids) + answer_ids, dtype=np.int32)[-(block_size + 1):]
    return torch.from_numpy(ids[:-1].copy()), torch.from_numpy(labels[1:].copy())
