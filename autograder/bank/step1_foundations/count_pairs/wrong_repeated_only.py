"""You leave out the pairs that occur only once. They have a count too, and training needs them when nothing more frequent is left."""
from collections import Counter


def count_pairs(ids):
    return {pair: n for pair, n in Counter(zip(ids, ids[1:])).items() if n > 1}
