"""Sort the pairs, group the equal ones, measure the groups."""
from itertools import groupby


def count_pairs(ids):
    pairs = sorted(zip(ids, ids[1:]))
    return {pair: len(list(group)) for pair, group in groupby(pairs)}
