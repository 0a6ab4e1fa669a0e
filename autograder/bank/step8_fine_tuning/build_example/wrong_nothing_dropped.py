"""Your x and y hold all ids, unshifted. As in step 6, x is all but the last id, and y all but the first."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-block_size:]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-block_size:]
    return torch.tensor(ids), torch.tensor(labels)
