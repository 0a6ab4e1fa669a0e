"""Your pairs skip an id: you put together each id and the one two places further on. Neighbours are one place apart."""
from collections import Counter


def count_pairs(ids):
    return Counter(zip(ids, ids[2:]))
