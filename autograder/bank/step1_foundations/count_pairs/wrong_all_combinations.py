"""You pair every id with every later one, however far away. Only direct neighbours can be merged, so only they count."""
from collections import Counter
from itertools import combinations


def count_pairs(ids):
    return Counter(combinations(ids, 2))
