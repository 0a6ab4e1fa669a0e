"""Counter.most_common keeps equal counts in the order in which they were first met."""
from collections import Counter


def train_bpe(text, num_merges):
    ids = list(text.encode())
    merges = {}
    while len(merges) < num_merges and len(ids) > 1:
        (pair, _), = Counter(zip(ids, ids[1:])).most_common(1)
        merges[pair] = 256 + len(merges)
        ids = merge(ids, pair, merges[pair])
    return merges
