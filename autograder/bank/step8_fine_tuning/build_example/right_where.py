"""torch.where on the positions."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor([*prompt_ids, *answer_ids], dtype=torch.int64)
    position = torch.arange(1, len(ids))
    labels = torch.where(position < len(prompt_ids), torch.tensor(-100), ids[1:])
    start = max(0, len(labels) - block_size)
    return ids[start:-1], labels[start:]
