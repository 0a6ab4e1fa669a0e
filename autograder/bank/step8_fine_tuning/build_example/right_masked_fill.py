"""masked_fill with a comparison."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.as_tensor(prompt_ids + answer_ids, dtype=torch.long)
    is_answer = torch.arange(ids.numel()) >= len(prompt_ids)
    ids, is_answer = ids[-(block_size + 1) :], is_answer[-(block_size + 1) :]
    return ids[:-1], ids[1:].masked_fill(~is_answer[1:], -100)
