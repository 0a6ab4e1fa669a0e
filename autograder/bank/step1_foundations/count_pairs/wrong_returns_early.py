"""Your function gives its answer back after the first pair: look at how far the last line is indented."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
        return counts
    return counts
