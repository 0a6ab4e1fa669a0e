"""Neighbours from zip_longest, positions to drop in a set."""
from itertools import zip_longest


def merge(ids, pair, new_id):
    dropped = set()
    out = []
    for i, (a, b) in enumerate(zip_longest(ids, ids[1:])):
        if i in dropped:
            continue
        if a == pair[0] and b == pair[1]:
            dropped.add(i + 1)
            out.append(new_id)
        else:
            out.append(a)
    return out
