"""You cut first and then mask as many places as the whole prompt had. Part of it is gone, so the mask reaches into the answer."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor((prompt_ids + answer_ids)[-(block_size + 1) :])
    x, y = ids[:-1], ids[1:].clone()
    y[: len(prompt_ids) - 1] = -100
    return x, y
