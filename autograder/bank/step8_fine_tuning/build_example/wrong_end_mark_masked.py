"""Your last label is masked. It is the end mark, and a target like the others: without it the model never learns to stop."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    y = torch.tensor(labels[1:])
    y[-1] = -100
    return torch.tensor(ids[:-1]), y
