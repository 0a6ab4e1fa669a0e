"""You masked the answer and teach the prompt. It is the other way round."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = (prompt_ids + [-100] * len(answer_ids))[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
