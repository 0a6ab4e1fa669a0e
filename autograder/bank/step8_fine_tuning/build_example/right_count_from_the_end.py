"""Everything that is not within the answer's length of the end is masked."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor((prompt_ids + answer_ids)[-(block_size + 1) :])
    x, y = ids[:-1], ids[1:].clone()
    n = len(y)
    from_the_end = torch.arange(n, 0, -1)
    y[from_the_end > len(answer_ids)] = -100
    return x, y
