"""A loop over pairs of neighbours."""
def build_example(prompt_ids, answer_ids, block_size):
    marked = [(token, False) for token in prompt_ids] + [(token, True) for token in answer_ids]
    marked = marked[-block_size - 1 :]
    x, y = [], []
    for (now, _), (following, taught) in zip(marked, marked[1:]):
        x.append(now)
        y.append(following if taught else -100)
    return torch.LongTensor(x), torch.LongTensor(y)
