"""Your mask is one too long: the first token of the answer is not a target. It is the label at the last token of the prompt. Without it the model never learns how to begin."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * (len(prompt_ids) + 1) + answer_ids[1:])[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
