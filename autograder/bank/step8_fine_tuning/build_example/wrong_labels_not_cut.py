"""You cut x and forget y, so the two do not belong together any more."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    labels = [-100] * len(prompt_ids) + answer_ids
    return torch.tensor(ids[:-1][-block_size:]), torch.tensor(labels[1:])
