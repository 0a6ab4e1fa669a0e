"""Your y is not one ahead of x: each label is the token that the model has just read. At the last token of the prompt the label is the first one of the answer."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[:-1])
