"""The answer that is too long is cut at its end."""
def build_example(prompt_ids, answer_ids, block_size):
    keep = max(0, block_size + 1 - len(answer_ids))
    prompt = prompt_ids[len(prompt_ids) - keep:] if keep < len(prompt_ids) else prompt_ids
    ids = (prompt + answer_ids)[:block_size + 1]
    labels = ([-100] * len(prompt) + answer_ids)[:block_size + 1]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
