"""You give back a list. A mapping from each pair to its number is asked for: what Counter or dict is, not what
most_common() gives."""
from collections import Counter
def count_pairs(ids):
    return Counter(zip(ids, ids[1:])).most_common()
