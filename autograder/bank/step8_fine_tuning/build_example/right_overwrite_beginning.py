"""y one ahead, its beginning overwritten."""
def build_example(prompt_ids, answer_ids, block_size):
    tokens = list(prompt_ids) + list(answer_ids)
    surplus = max(0, len(tokens) - (block_size + 1))
    tokens = tokens[surplus:]
    x = torch.tensor(tokens[:-1], dtype=torch.long)
    y = torch.tensor(tokens[1:], dtype=torch.long)
    masked = max(0, len(prompt_ids) - 1 - surplus)
    y[:masked] = -100
    return x, y
