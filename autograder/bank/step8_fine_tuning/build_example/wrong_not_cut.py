"""A long example stays too long. The model can read block_size tokens: keep the last block_size + 1 ids."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    labels = [-100] * len(prompt_ids) + answer_ids
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
