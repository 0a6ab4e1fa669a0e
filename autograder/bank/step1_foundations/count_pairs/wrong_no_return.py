"""Your function ends without giving anything back, so its caller receives None. Return the table that you filled."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
