"""You treat a pair and its mirror image as the same pair. Order matters: "th" and "ht" are different, and a merge replaces only one of them."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        pair = tuple(sorted((left, right)))
        counts[pair] = counts.get(pair, 0) + 1
    return counts
