"""You put −100 into x. The model reads the whole prompt; only the labels y are masked."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(labels[:-1]), torch.tensor(ids[1:])
