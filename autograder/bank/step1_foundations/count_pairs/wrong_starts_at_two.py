"""Each of your counts is one too large: a pair seen for the first time has been seen once."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 1) + 1
    return counts
