"""You also count the last id together with the first one. A text is a line, not a ring: those two are not neighbours."""
def count_pairs(ids):
    counts = {}
    n = len(ids)
    for i in range(n):
        pair = (ids[i], ids[(i + 1) % n])
        counts[pair] = counts.get(pair, 0) + 1
    return counts
