"""Your mask is one too short: the last token of the prompt is still a target."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * (len(prompt_ids) - 1) + prompt_ids[-1:] + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
