"""A queue that is emptied from the left."""
from collections import deque


def merge(ids, pair, new_id):
    queue = deque(ids)
    out = []
    while queue:
        first = queue.popleft()
        if queue and (first, queue[0]) == (pair[0], pair[1]):
            queue.popleft()
            first = new_id
        out.append(first)
    return out
