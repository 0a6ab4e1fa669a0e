"""Your x is one longer than y: it still has the last id, behind which nothing comes."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids), torch.tensor(labels[1:])
