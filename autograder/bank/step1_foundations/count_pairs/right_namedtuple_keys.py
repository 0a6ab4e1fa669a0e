"""The keys are named tuples, which are tuples."""
from collections import namedtuple

Pair = namedtuple("Pair", "left right")


def count_pairs(ids):
    table = {}
    for couple in map(Pair, ids, ids[1:]):
        table[couple] = table.get(couple, 0) + 1
    return table
