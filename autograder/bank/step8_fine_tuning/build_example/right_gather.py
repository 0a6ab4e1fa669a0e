"""Index arithmetic with gather; returns a list."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor(prompt_ids + answer_ids, dtype=torch.long)
    total = ids.shape[0]
    at = torch.arange(max(0, total - block_size - 1), total - 1)
    x = ids.gather(0, at)
    y = ids.gather(0, at + 1)
    keep = ((at + 1) >= len(prompt_ids)).long()
    return [x, y * keep - 100 * (1 - keep)]
