"""Shift first, cut afterwards."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor(prompt_ids + answer_ids)
    x, y = ids[:-1].clone(), ids[1:].clone()
    y[: len(prompt_ids) - 1] = -100
    return x[-block_size:], y[-block_size:]
