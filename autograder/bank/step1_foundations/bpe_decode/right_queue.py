"""A deque worked on from its left end."""
from collections import deque


def bpe_decode(ids, merges):
    parts = {new_id: pair for pair, new_id in merges.items()}
    queue, data = deque(ids), []
    while queue:
        i = queue.popleft()
        if i in parts:
            queue.extendleft(reversed(parts[i]))
        else:
            data.append(i)
    return bytearray(data).decode("utf-8", errors="replace")
