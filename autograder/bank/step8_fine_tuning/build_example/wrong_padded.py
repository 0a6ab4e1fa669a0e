"""You fill x and y up to block_size. Padding comes later, when a batch is made and its longest example is known; here both are as long as the example."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    missing = block_size - (len(ids) - 1)
    return torch.tensor(ids[:-1] + [0] * missing), torch.tensor(labels[1:] + [-100] * missing)
