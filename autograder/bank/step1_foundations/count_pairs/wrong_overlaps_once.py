"""In a run of equal ids you count a pair only where it does not overlap the one before. Every two neighbours are a pair, so an id in the middle of a run belongs to two of them."""
def count_pairs(ids):
    counts = {}
    last_pair, last_i = None, -2
    for i in range(len(ids) - 1):
        pair = (ids[i], ids[i + 1])
        if pair == last_pair and i == last_i + 1:
            last_pair = None
            continue
        counts[pair] = counts.get(pair, 0) + 1
        last_pair, last_i = pair, i
    return counts
