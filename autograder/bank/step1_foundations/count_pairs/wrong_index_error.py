"""Your loop looks for a right neighbour of the last id, and there is none. A list of n ids has n - 1 pairs."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids)):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts
