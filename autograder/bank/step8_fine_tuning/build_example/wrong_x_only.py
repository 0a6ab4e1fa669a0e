"""You return x without its labels. Both are asked for: (x, y)."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1])
