"""Your x holds the answer only. The model reads the prompt, too; it is just not marked on it."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids[-1:] + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(ids[1:])
