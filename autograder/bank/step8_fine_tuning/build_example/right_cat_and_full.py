"""torch.cat of a constant tensor and the answer."""
def build_example(prompt_ids, answer_ids, block_size):
    prompt, answer = torch.tensor(prompt_ids), torch.tensor(answer_ids)
    x = torch.cat([prompt, answer[:-1]])
    y = torch.cat([torch.full((len(prompt_ids) - 1,), -100), answer])
    return x[-block_size:], y[-block_size:]
