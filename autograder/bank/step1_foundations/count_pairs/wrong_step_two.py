"""You cut the ids into separate twos, so about half of the pairs are never seen. Each id but the first and the last belongs to two pairs: one with its left neighbour, one with its right."""
def count_pairs(ids):
    counts = {}
    for i in range(0, len(ids) - 1, 2):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts
