"""The room left for the prompt is 0, and prompt[-0:] is the whole prompt."""
def build_example(prompt_ids, answer_ids, block_size):
    answer = answer_ids[-(block_size + 1):]
    room = block_size + 1 - len(answer)
    prompt = prompt_ids[-room:]
    ids = prompt + answer
    labels = [-100] * len(prompt) + answer
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
