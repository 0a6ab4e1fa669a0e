"""A heap of (id, place) over a doubly linked list: fast on long texts."""
import heapq


def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    n = len(ids)
    before = list(range(-1, n - 1))
    after = list(range(1, n)) + [-1]
    heap = []

    def push(i):
        if i >= 0 and after[i] >= 0:
            pair = (ids[i], ids[after[i]])
            if pair in merges:
                heapq.heappush(heap, (merges[pair], i, pair))

    for i in range(n):
        push(i)
    while heap:
        new_id, i, pair = heapq.heappop(heap)
        j = after[i]
        if ids[i] is None or j < 0 or (ids[i], ids[j]) != pair:
            continue
        ids[i], ids[j] = new_id, None
        after[i] = after[j]
        if after[j] >= 0:
            before[after[j]] = i
        push(before[i])
        push(i)
    return [token for token in ids if token is not None]
