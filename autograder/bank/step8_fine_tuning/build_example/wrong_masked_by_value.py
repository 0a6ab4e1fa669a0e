"""You mask every id that occurs in the prompt, wherever it stands. Letters of the answer occur in the prompt, too; go by position."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = [-100 if token in prompt_ids else token for token in ids]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
