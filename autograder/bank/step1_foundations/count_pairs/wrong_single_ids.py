"""You count single ids, not pairs. Byte-pair encoding asks which two ids stand side by side most often."""
from collections import Counter


def count_pairs(ids):
    return Counter(ids)
