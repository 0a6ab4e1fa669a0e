"""Ids and labels side by side, cut together."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    labels = [-100] * len(prompt_ids) + answer_ids
    ids, labels = ids[-(block_size + 1) :], labels[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
