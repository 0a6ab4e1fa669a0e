"""A defaultdict filled by index, returned as it is."""
from collections import defaultdict


def count_pairs(ids):
    counts = defaultdict(int)
    for i in range(len(ids) - 1):
        counts[(ids[i], ids[i + 1])] += 1
    return counts
