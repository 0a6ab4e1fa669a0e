"""You refuse long examples. Keep their last block_size + 1 ids."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    if len(ids) > block_size + 1:
        raise ValueError("too long")
    labels = [-100] * len(prompt_ids) + answer_ids
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
