"""You return a batch of one, (1, T). One example is (T,); collate makes the batch."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor([ids[:-1]]), torch.tensor([labels[1:]])
