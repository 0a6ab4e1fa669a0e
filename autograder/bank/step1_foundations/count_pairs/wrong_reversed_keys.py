"""Your keys have the right-hand id first. The key of a pair is (left, right), in reading order."""
def count_pairs(ids):
    counts = {}
    for i in range(1, len(ids)):
        pair = (ids[i], ids[i - 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts
