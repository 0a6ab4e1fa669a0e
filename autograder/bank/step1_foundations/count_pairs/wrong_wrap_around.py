"""You also count the last id together with the first one. A text is a line, not a ring: those two are not neighbours."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids)):
        pair = (ids[i - 1], ids[i])
        counts[pair] = counts.get(pair, 0) + 1
    return counts
