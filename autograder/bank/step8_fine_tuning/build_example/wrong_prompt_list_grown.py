"""You change the caller's list: += on a list lengthens that very list. Make a new one."""
def build_example(prompt_ids, answer_ids, block_size):
    n_prompt = len(prompt_ids)
    ids = prompt_ids
    ids += answer_ids
    labels = [-100] * n_prompt + ids[n_prompt:]
    ids, labels = ids[-(block_size + 1) :], labels[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
