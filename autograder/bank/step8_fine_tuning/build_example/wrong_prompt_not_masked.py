"""Your prompt is taught too: y has no −100 where the target belongs to the prompt. Then most of the lesson is how to ask, and hardly any of it how to answer."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(ids[1:])
