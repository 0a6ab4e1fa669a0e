"""All your labels are −100, so there is nothing to learn from."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.full((len(ids) - 1,), -100)
