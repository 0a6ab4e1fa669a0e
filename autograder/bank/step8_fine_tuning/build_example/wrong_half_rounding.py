"""You go through a number type that holds whole numbers exactly up to 2,048 only. Ids can be larger."""
def build_example(prompt_ids, answer_ids, block_size):
    table = torch.tensor([prompt_ids + answer_ids, [-100] * len(prompt_ids) + answer_ids], dtype=torch.float16)
    table = table[:, -(block_size + 1):].long()
    return table[0, :-1], table[1, 1:]
