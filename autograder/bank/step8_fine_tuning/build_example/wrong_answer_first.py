"""You put the answer in front of the prompt."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (answer_ids + prompt_ids)[-(block_size + 1) :]
    labels = (answer_ids + [-100] * len(prompt_ids))[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
