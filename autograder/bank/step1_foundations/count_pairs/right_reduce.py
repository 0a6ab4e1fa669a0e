"""functools.reduce with a dictionary as its state."""
from functools import reduce


def _add(counts, pair):
    return {**counts, pair: counts.get(pair, 0) + 1}


def count_pairs(ids):
    return reduce(_add, zip(ids[:-1], ids[1:]), {})
