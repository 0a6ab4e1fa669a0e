"""You cut a long example at its end, where the answer stands. Keep the last block_size + 1 ids."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[: block_size + 1]
    labels = ([-100] * len(prompt_ids) + answer_ids)[: block_size + 1]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
