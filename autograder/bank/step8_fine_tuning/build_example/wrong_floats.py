"""Your tensors hold decimal numbers: torch.Tensor makes those, whatever it is given. Ids are whole, torch.long."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.Tensor(ids[:-1]), torch.Tensor(labels[1:])
