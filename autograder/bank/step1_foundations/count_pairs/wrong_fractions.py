"""You give shares of the whole instead of counts. Whole numbers are wanted: how many times does each pair occur?"""
from collections import Counter


def count_pairs(ids):
    counts = Counter(zip(ids, ids[1:]))
    return {pair: n / (len(ids) - 1) for pair, n in counts.items()}
