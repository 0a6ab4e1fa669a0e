"""You mask with −1. The label that PyTorch's loss, and this lesson's, skips is −100."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-1] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
