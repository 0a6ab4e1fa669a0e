"""A deque of limited length."""
from collections import deque


def build_example(prompt_ids, answer_ids, block_size):
    ids, labels = deque(maxlen=block_size + 1), deque(maxlen=block_size + 1)
    for token in prompt_ids:
        ids.append(token)
        labels.append(-100)
    for token in answer_ids:
        ids.append(token)
        labels.append(token)
    ids.pop()
    labels.popleft()
    return torch.tensor(list(ids)), torch.tensor(list(labels))
