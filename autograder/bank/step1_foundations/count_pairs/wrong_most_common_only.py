"""You give back only the most frequent pair. All pairs and their counts are wanted here; choosing among them is the work of the training loop."""
from collections import Counter


def count_pairs(ids):
    return dict(Counter(zip(ids, ids[1:])).most_common(1))
