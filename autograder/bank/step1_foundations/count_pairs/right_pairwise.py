"""itertools.pairwise, so that no copy of the list is made."""
import itertools


def count_pairs(ids):
    counts = {}
    for left, right in itertools.pairwise(ids):
        if (left, right) not in counts:
            counts[left, right] = 0
        counts[left, right] += 1
    return counts
