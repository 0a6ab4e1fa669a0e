"""You look for the answer by its first id, and find that id in the prompt. Count positions: the answer begins behind the prompt."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    start = ids.index(answer_ids[0])
    labels = [-100] * start + ids[start:]
    ids, labels = ids[-(block_size + 1) :], labels[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
