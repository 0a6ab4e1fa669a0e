"""You mask with 0. That is the id of a token, which the model would learn to write; −100 is the label that the loss skips."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([0] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
