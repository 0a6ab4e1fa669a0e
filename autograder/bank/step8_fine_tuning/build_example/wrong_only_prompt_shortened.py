"""You shorten the prompt alone. When the answer by itself is too long, the result is, too: keep the last block_size + 1 ids of the two together."""
def build_example(prompt_ids, answer_ids, block_size):
    room = max(1, block_size + 1 - len(answer_ids))
    prompt = prompt_ids[-room:]
    ids = prompt + answer_ids
    labels = [-100] * len(prompt) + answer_ids
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
